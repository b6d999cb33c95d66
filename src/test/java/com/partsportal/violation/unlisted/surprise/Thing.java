package com.partsportal.violation.unlisted.surprise;

class Thing {}
