package com.partsportal.vendor;

import com.partsportal.shared.PlainName;

/** A key to be made; the name tells its vendor what uses it. */
public record NewApiKey(@PlainName(max = 100) String name) {}
