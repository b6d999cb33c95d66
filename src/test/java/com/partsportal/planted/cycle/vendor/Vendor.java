package com.partsportal.planted.cycle.vendor;

import com.partsportal.planted.cycle.company.Company;

public record Vendor(Company best) {}
