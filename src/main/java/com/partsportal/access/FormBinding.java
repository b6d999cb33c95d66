package com.partsportal.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.PropertyAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.validation.BindingResult;
import org.springframework.validation.DefaultBindingErrorProcessor;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.method.annotation.MethodArgumentConversionNotSupportedException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/**
 * A file that was sent for a field of text is refused: the page could not show it again. Any other value that a field does
 * not take is an error beside that field.
 */
@ControllerAdvice
class FormBinding {

    @ExceptionHandler
    void refuse(MethodArgumentConversionNotSupportedException failure, HttpServletResponse response)
            throws IOException {
        if (!(failure.getValue() instanceof MultipartFile)) {
            throw failure;
        }
        response.sendError(HttpStatus.BAD_REQUEST.value());
    }

    @InitBinder
    void refuse(WebDataBinder binder) {
        binder.setBindingErrorProcessor(new DefaultBindingErrorProcessor() {
            @Override
            public void processPropertyAccessException(PropertyAccessException failure, BindingResult form) {
                if (failure.getValue() instanceof MultipartFile) {
                    throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
                }
                super.processPropertyAccessException(failure, form);
            }
        });
    }
}
