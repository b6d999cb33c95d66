package com.partsportal.violation.cycle.vendor;

import com.partsportal.violation.cycle.company.Company;

public record Vendor(Company best) {}
