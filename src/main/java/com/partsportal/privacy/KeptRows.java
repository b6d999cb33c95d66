package com.partsportal.privacy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one table keeps of a person.
 *
 * @param table its name
 * @param rows each by the names of its columns: texts, numbers, booleans, and points in time as ISO-8601 in UTC
 */
public record KeptRows(String table, List<Map<String, @Nullable Object>> rows) {}
