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
 * Pages link the files of libraries with their versions. Spring's filter for this would search every link of a page in all
 * jars, which takes longer than the rest of the page; here only the URLs of libraries are searched.
 */
@Configuration(proxyBeanMethods = false)
class StaticFileUrls {

    private static final String LIBRARIES = "/webjars/";

    @Bean
    FilterRegistrationBean<ResourceUrlEncodingFilter> libraryUrls() {
        var filter = new FilterRegistrationBean<ResourceUrlEncodingFilter>(new LibraryUrlFilter());
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
        return filter;
    }

    private static final class LibraryUrlFilter extends ResourceUrlEncodingFilter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            super.doFilter(
                    request,
                    response,
                    (inner, answer) -> chain.doFilter(inner, new OtherUrlsUnchanged((HttpServletResponse) answer)));
        }
    }

    private static final class OtherUrlsUnchanged extends HttpServletResponseWrapper {

        OtherUrlsUnchanged(HttpServletResponse response) {
            super(response);
        }

        @Override
        public String encodeURL(String url) {
            return url.contains(LIBRARIES) ? super.encodeURL(url) : url;
        }
    }
}
