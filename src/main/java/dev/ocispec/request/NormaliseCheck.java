package dev.ocispec.request;

import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import java.util.ArrayList;
import java.util.List;

/** What stands against the moment that a request's outputs are to be dated to. */
final class NormaliseCheck {
  /** The variable by which programs are told of that moment. */
  static final String VARIABLE = "SOURCE_DATE_EPOCH";

  /** The last second that every file system in use can store: in the year 2106. */
  private static final long LAST = 0xFFFF_FFFFL;

  private NormaliseCheck() {}

  static List<Finding> of(BuildRequest request) {
    if (request.normalise().isEmpty()) {
      return List.of();
    }
    long epoch = request.normalise().getAsLong();
    List<Finding> found = new ArrayList<>();
    if (epoch < 0 || epoch > LAST) {
      found.add(
          RequestRule.NORMALISE.at(
              "/normalise/epoch", "expected 0 to " + LAST + " seconds since 1970, found " + epoch));
    }
    for (int i = 0; i < request.environment().size(); i++) {
      EnvironmentVariable variable = request.environment().get(i);
      if (variable.key().equals(VARIABLE) && !variable.value().equals(Long.toString(epoch))) {
        found.add(
            RequestRule.NORMALISE
                .at(
                    "/environment/" + i + "/value",
                    "expected the moment that the outputs are dated to, "
                        + epoch
                        + ", found \""
                        + ForeignText.shown(variable.value())
                        + "\"")
                .withSuggestion("leave out the variable, or give both the same value"));
      }
    }
    return found;
  }
}
