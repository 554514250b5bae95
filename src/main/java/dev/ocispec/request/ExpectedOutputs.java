package dev.ocispec.request;

import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import java.util.ArrayList;
import java.util.List;

/** The promised digests of a request: how they are read, and what is wrong with them. */
final class ExpectedOutputs {
  static final String MEMBER = "outputDigests";

  private ExpectedOutputs() {}

  static List<ExpectedOutput> read(RequestObject request) {
    return request.objects(
        MEMBER,
        object -> {
          String path = object.requiredText("path");
          return new ExpectedOutput(path, digest(object));
        });
  }

  private static ExpectedDigest digest(RequestObject object) {
    object.require("digest");
    return object
        .text("digest")
        .map(
            text ->
                ExpectedDigest.of(text)
                    .orElseGet(
                        () -> {
                          object.fault(
                              RequestRule.OUTPUT_DIGEST,
                              "digest",
                              "expected sha256: or blake3: and 64 hexadecimal digits, or sha256-"
                                  + " or blake3- and base64, with nar: before it for a Nix"
                                  + " archive, found \""
                                  + ForeignText.shown(text)
                                  + "\"");
                          return placeholder();
                        }))
        .orElseGet(ExpectedOutputs::placeholder);
  }

  /** Stands in for a digest that could not be read; the fault is noted. */
  private static ExpectedDigest placeholder() {
    return new ExpectedDigest(false, ExpectedDigest.Algorithm.SHA256, "0".repeat(64));
  }

  /** A promise is about an output. */
  static List<Finding> faults(BuildRequest request) {
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < request.outputDigests().size(); i++) {
      String path = request.outputDigests().get(i).path();
      if (!request.outputs().contains(path)) {
        found.add(
            RequestRule.OUTPUT_DIGEST.at(
                "/" + MEMBER + "/" + i + "/path",
                "expected one of the outputs ("
                    + ForeignText.shown(String.join(", ", request.outputs()))
                    + "), found \""
                    + ForeignText.shown(path)
                    + "\""));
      }
    }
    return found;
  }
}
