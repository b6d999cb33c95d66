package com.partsportal.webapps;

import java.util.Set;
import org.camunda.bpm.cockpit.plugin.spi.impl.AbstractCockpitPlugin;

/**
 * Adds to Cockpit's own pages what the community edition leaves out: finished instances, histories, and counts on the diagram. Found by
 * Camunda through {@code META-INF/services}; its script and style are in {@code plugin-webapp/portal/app}.
 */
public class HistoryPlugin extends AbstractCockpitPlugin {

    static final String ID = "portal";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getAssetDirectory() {
        return "plugin-webapp/" + ID;
    }

    @Override
    public Set<Class<?>> getResourceClasses() {
        return Set.of(HistoryPluginFiles.class);
    }
}
