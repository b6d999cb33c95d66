package com.partsportal.webapps;

import jakarta.ws.rs.Path;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginRootResource;

/** Answers the script and the style of the {@link HistoryPlugin}; found by Jersey through it. */
@Path("plugin/" + HistoryPlugin.ID)
public class HistoryPluginFiles extends AbstractCockpitPluginRootResource {

    public HistoryPluginFiles() {
        super(HistoryPlugin.ID);
    }
}
