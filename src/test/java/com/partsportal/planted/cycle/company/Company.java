package com.partsportal.planted.cycle.company;

import com.partsportal.planted.cycle.vendor.Vendor;

public record Company(Vendor best) {}
