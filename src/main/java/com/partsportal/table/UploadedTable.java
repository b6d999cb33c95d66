package com.partsportal.table;

import org.jspecify.annotations.Nullable;

/**
 * What became of a file that a script sent.
 *
 * @param page where its preview is; null when it was refused
 * @param message why it was refused, for people; null when it was not
 */
public record UploadedTable(@Nullable String page, @Nullable String message) {}
