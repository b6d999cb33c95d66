package com.partsportal.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/**
 * Pages name the files of libraries with their versions. Spring's filter for it would look for each link of a page among
 * all files of all jars, which takes longer than the rest of the page: here only addresses of libraries are looked for.
 */
@Configuration(proxyBeanMethods = false)
class FileAddresses {

    private static final String LIBRARIES = "/webjars/";

    @Bean
    FilterRegistrationBean<ResourceUrlEncodingFilter> libraryAddresses() {
        var filter = new FilterRegistrationBean<ResourceUrlEncodingFilter>(new OfLibraries());
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
        return filter;
    }

    private static final class OfLibraries extends ResourceUrlEncodingFilter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            super.doFilter(
                    request,
                    response,
                    (inner, answer) -> chain.doFilter(inner, new LinksAsTheyAre((HttpServletResponse) answer)));
        }
    }

    private static final class LinksAsTheyAre extends HttpServletResponseWrapper {

        LinksAsTheyAre(HttpServletResponse response) {
            super(response);
        }

        @Override
        public String encodeURL(String url) {
            return url.contains(LIBRARIES) ? super.encodeURL(url) : url;
        }
    }
}
