package com.partsportal.customer;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/** The names that a process model gives to its steps, by their ids; what only holds others is left out. */
final class ProcessNames {

    private ProcessNames() {}

    static Map<String, String> of(String bpmnXml) {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var names = new HashMap<String, String>();
        try {
            var reader = factory.createXMLStreamReader(new StringReader(bpmnXml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && !reader.getLocalName().matches("process|subProcess")) {
                    var id = reader.getAttributeValue(null, "id");
                    var name = reader.getAttributeValue(null, "name");
                    if (id != null && name != null) {
                        names.put(id, name);
                    }
                }
            }
            return names;
        } catch (XMLStreamException broken) {
            throw new IllegalStateException("a deployed model cannot be read", broken);
        }
    }
}
