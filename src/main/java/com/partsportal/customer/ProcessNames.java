package com.partsportal.customer;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** The names that a process model gives to its steps, by their ids; what only holds others is left out. */
final class ProcessNames {

    private static final Pattern NAMED =
            Pattern.compile("(<(?:bpmn:)?\\w+ [^<>]*?\\bid=\"([^\"]+)\"[^<>]*?\\bname=\")([^\"]*)\"");

    private ProcessNames() {}

    /**
     * The model with the names in a reader's language.
     *
     * @param name by id; null: the model's own stays
     */
    static String translated(String bpmnXml, Function<String, @Nullable String> name) {
        return NAMED.matcher(bpmnXml).replaceAll(element -> {
            var translated = name.apply(element.group(2));
            return Matcher.quoteReplacement(
                    element.group(1) + (translated == null ? element.group(3) : escaped(translated)) + "\"");
        });
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

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
