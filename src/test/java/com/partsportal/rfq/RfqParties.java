package com.partsportal.rfq;

import com.partsportal.company.CompanyUsers;
import com.partsportal.customer.CustomerList;
import com.partsportal.customer.Customers;
import com.partsportal.part.PartDrawings;
import com.partsportal.part.Parts;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tests of RFQs share: a vendor and a company that is its customer, new ones for each test. */
@PortalTest
abstract class RfqParties {

    static int companyCount;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Parts parts;

    @Autowired
    PartDrawings drawings;

    @Autowired
    Rfqs rfqs;

    @Autowired
    CompanyUsers users;

    @Autowired
    Customers customers;

    @Autowired
    CustomerList list;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Jobs jobs;

    TestVendor vendor;
    TestCompany company;

    /** Of the company's addresses. */
    String domain;

    /** The session of the company's first Customer Manager. */
    Cookie manager;

    @BeforeEach
    void newParties() {
        domain = "rfq" + ++companyCount + ".example";
        vendor = people.vendor("Rfq Vendor " + companyCount, "vera@rfqvendor" + companyCount + ".example");
        company = people.company(vendor, "Rfq Company " + companyCount, "mona@" + domain);
        manager = people.session(company.email());
    }
}
