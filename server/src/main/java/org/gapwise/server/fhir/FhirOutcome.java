package org.gapwise.server.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.gapwise.core.Problem;
import org.gapwise.core.file.Json;
import org.gapwise.server.http.HttpRequest;
import org.gapwise.server.http.HttpResponse;
import org.gapwise.server.http.Refusals;

/** Errors as an OperationOutcome for those who accept FHIR, and as everywhere else for those who do not. */
public final class FhirOutcome implements Refusals {

    /** The media type of FHIR as JSON. */
    public static final String TYPE = "application/fhir+json";

    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY = 429;
    private static final int BUG = 500;
    private static final int UNAVAILABLE = 503;

    @Override
    public HttpResponse write(int status, List<Problem> problems) {
        return HttpResponse.problems(status, problems);
    }

    @Override
    public Refusals accepted(String accept) {
        return HttpRequest.accepts(accept, TYPE) ? FhirOutcome::outcome : this;
    }

    private static HttpResponse outcome(int status, List<Problem> problems) {
        ObjectNode outcome = Json.object().put("resourceType", "OperationOutcome");
        ArrayNode issues = outcome.putArray("issue");
        for (Problem problem : problems) {
            ObjectNode issue = issues.addObject().put("severity", "error").put("code", code(status));
            issue.putObject("details").put("text", problem.what());
            issue.put("diagnostics", (problem.where() + ": " + problem.fix()).replaceFirst("^: ", ""));
        }
        return HttpResponse.json(status, TYPE, outcome);
    }

    /** Of the value set IssueType, http://hl7.org/fhir/R4/valueset-issue-type.html. */
    private static String code(int status) {
        return switch (status) {
            case UNAUTHORIZED -> "login";
            case NOT_FOUND -> "not-found";
            case METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, UNSUPPORTED, UNPROCESSABLE -> "not-supported";
            case TOO_LARGE -> "too-long";
            case TOO_MANY -> "throttled";
            case BUG -> "exception";
            case UNAVAILABLE -> "transient";
            default -> "invalid";
        };
    }
}
