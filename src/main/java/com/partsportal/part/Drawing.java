package com.partsportal.part;

/** The drawing of a part, a file. */
public record Drawing(String fileName, String mediaType, byte[] content) {}
