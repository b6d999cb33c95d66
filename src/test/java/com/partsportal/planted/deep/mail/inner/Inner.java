package com.partsportal.planted.deep.mail.inner;

class Inner {}
