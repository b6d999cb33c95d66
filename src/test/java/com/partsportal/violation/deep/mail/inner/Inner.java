package com.partsportal.violation.deep.mail.inner;

class Inner {}
