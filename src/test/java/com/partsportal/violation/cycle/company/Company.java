package com.partsportal.violation.cycle.company;

import com.partsportal.violation.cycle.vendor.Vendor;

public record Company(Vendor best) {}
