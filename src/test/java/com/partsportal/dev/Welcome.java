package com.partsportal.dev;

import org.springframework.core.env.Environment;

/** The last thing on the console: where to look and how to sign in. */
final class Welcome {

    private Welcome() {}

    static String text(Environment environment) {
        return """

                Parts Portal is ready: %1$s

                  sign in        %1$s/login   (password of all: parts-portal-demo)
                  mailbox, clock %1$s/dev/mailbox
                  Tasklist       %1$s/camunda/app/tasklist/
                  Cockpit        %1$s/camunda/app/cockpit/
                  API            %1$s/swagger-ui.html

                  vendor@acme.example       Vendor Admin of Acme Machining: start here
                  member@acme.example       Team Member of Acme Machining
                  vendor@globex.example     Vendor Admin of Globex Castings
                  manager@initech.example   Customer Manager of Initech, a customer of Acme
                  user@initech.example      Customer User of Initech
                  support@portal.example    support agent (also support2@portal.example, lead@portal.example)
                  owner@portal.example      process owner
                  admin@portal.example      administrator
                """.formatted("http://localhost:" + environment.getProperty("local.server.port", "8080"));
    }
}
