package com.partsportal.violation.field.mail;

import org.springframework.beans.factory.annotation.Autowired;

class Injected {

    @Autowired
    Post post;

    static class Post {}
}
