package com.partsportal.webapps;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.shared.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;

/** A claimed task is given back by the agent who claimed it, or by the lead when that agent is away. */
class OwnClaims extends OncePerRequestFilter {

    private static final Pattern UNCLAIM =
            Pattern.compile("/camunda/api/engine/engine/[^/]+/task/([0-9A-Za-z-]{1,64})/unclaim/?");

    private static final UrlPathHelper PATHS = new UrlPathHelper();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TaskService tasks;
    private final FailureAnswers answers;

    OwnClaims(TaskService tasks, FailureAnswers answers) {
        this.tasks = tasks;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // decoded, as the engine reads it
        var call = UNCLAIM.matcher(PATHS.getPathWithinApplication(request));
        if (!call.matches() || mayGiveBack(call.group(1))) {
            chain.doFilter(request, response);
            return;
        }
        var answer = answers.of(new Refused("claimed"), request.getLocale());
        response.setStatus(answer.getStatus());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        JSON.writeValue(response.getWriter(), answer.getEntity());
    }

    private boolean mayGiveBack(String id) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn user)) {
            return false;
        }
        var task = tasks.createTaskQuery().taskId(id).singleResult();
        // what is gone, or nobody's, the engine answers
        return task == null
                || task.getAssignee() == null
                || task.getAssignee().equals(user.account().value().toString())
                || user.is(Role.SUPPORT_LEAD);
    }
}
