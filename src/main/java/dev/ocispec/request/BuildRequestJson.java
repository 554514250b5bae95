package dev.ocispec.request;

import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.json.internal.JudgedText;
import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.report.internal.TextOrder;
import dev.ocispec.spec.internal.JsonValueCollector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes the JSON form of a build request.
 *
 * <pre>{@code
 * {"inputs": [{"name": "src", "source": "/srv/src"}],
 *  "commandArgs": ["/bin/sh", "-c", "cp /inputs/src/a /build/out"],
 *  "workingDir": "build", "scratchPaths": ["build"], "inputsDir": "inputs", "outputs": ["build/out"],
 *  "environment": [{"key": "HOME", "value": "/homeless"}],
 *  "constraints": {"system": "x86_64-linux", "minMemory": 0, "availableReadOnlyPaths": ["/dev/kvm"],
 *                  "network": "none", "provideBinSh": true, "rootFs": "/srv/debian",
 *                  "overlays": ["inputs/src"], "limits": {"memory": 1073741824}},
 *  "additionalFiles": [{"path": "build/a", "contents": "text"}],
 *  "refscanNeedles": ["0v3sq…"],
 *  "normalise": {"epoch": 1700000000},
 *  "outputDigests": [{"path": "build/out", "digest": "sha256:…"}]}
 * }</pre>
 *
 * <p>Only {@code commandArgs} is required, plus {@code name}, {@code key} and {@code path} in list
 * entries that have one. Any other empty member, such as {@code "workingDir": ""}, means the same
 * as an absent one. {@code minMemory} may also be a string of decimal digits, as protobuf's JSON
 * writes 64-bit numbers. An additional file has its bytes either as {@code contents} or as {@code
 * contentsBase64}, and is empty without either. {@code "networkAccess": true} is the older form of
 * {@code "network": "host"}. Digests are as {@link ExpectedDigest#of} reads them. Unknown members
 * are faults.
 */
public final class BuildRequestJson {
  private BuildRequestJson() {}

  /**
   * Reads a request from a file.
   *
   * @param file the file
   * @return the request
   * @throws UnreadableDocumentException when it is not JSON or passes a limit
   * @throws dev.ocispec.json.DocumentAccessException when it can't be read
   * @throws InvalidBuildRequestException with all faults, when it is JSON but no request
   */
  public static BuildRequest read(Path file) {
    return read(JsonDocument.of(file));
  }

  /**
   * Reads a request from text.
   *
   * @param json the request's JSON form
   * @return the request
   * @throws UnreadableDocumentException when it is not JSON or passes a limit
   * @throws InvalidBuildRequestException with all faults, when it is JSON but no request
   */
  public static BuildRequest read(String json) {
    return read(JsonDocument.of(json.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads a document.
   *
   * @param document the request's JSON form
   * @return the request
   * @throws UnreadableDocumentException when it is not JSON or passes a limit
   * @throws InvalidBuildRequestException with all faults, when it is JSON but no request
   */
  public static BuildRequest read(JsonDocument document) {
    JsonValueCollector collector = new JsonValueCollector();
    List<Finding> unreadable = JudgedText.of(document).accept(collector);
    if (!unreadable.isEmpty()) {
      throw new UnreadableDocumentException(unreadable);
    }
    RequestFaults faults = new RequestFaults();
    BuildRequestValue request =
        RequestObject.read(collector.result(), "", faults, BuildRequestJson::request);
    return request.orThrow(locate(document, faults.with(RequestCheck.of(request))));
  }

  /**
   * {@return the JSON form of a request as UTF-8: reading it gives an equal request, and equal
   * requests give equal bytes} A source whose path is no UTF-8 can't be written exactly.
   *
   * @param request the request
   */
  public static byte[] toBytes(BuildRequest request) {
    return BuildRequestWriter.bytes(request);
  }

  private static BuildRequestValue request(RequestObject object) {
    object.require("commandArgs");
    ImmutableBuildRequest.Builder builder =
        ImmutableBuildRequest.builder()
            .inputs(object.objects("inputs", BuildRequestJson::input))
            .commandArgs(object.texts("commandArgs"))
            .workingDir(object.textUnlessEmpty("workingDir"))
            .scratchPaths(object.texts("scratchPaths"))
            .inputsDir(object.textUnlessEmpty("inputsDir"))
            .outputs(object.texts("outputs"))
            .environment(object.objects("environment", BuildRequestJson::variable))
            .additionalFiles(object.objects("additionalFiles", BuildRequestJson::file))
            .refscanNeedles(object.texts("refscanNeedles"))
            .outputDigests(ExpectedOutputs.read(object));
    object
        .object("normalise", BuildRequestJson::epoch)
        .ifPresent(epoch -> epoch.ifPresent(builder::normalise));
    object.object("constraints", BuildRequestJson::constraints).ifPresent(builder::constraints);
    return builder.unchecked();
  }

  private static BuildInput input(RequestObject object) {
    return new BuildInput(
        object.requiredText("name"),
        object.textUnlessEmpty("source").flatMap(text -> path("source", text, object)));
  }

  /** Exactly what the text says, whatever the encoding of this process' locale is. */
  private static Optional<Path> path(String member, String text, RequestObject object) {
    if (RequestText.text(text).isPresent()) {
      object.fault(
          RequestRule.TEXT,
          member,
          "expected a path of the host, found \""
              + ForeignText.shown(text)
              + "\": NUL or a lone surrogate in it");
      return Optional.empty();
    }
    return Optional.of(PathBytes.path(text));
  }

  private static EnvironmentVariable variable(RequestObject object) {
    return new EnvironmentVariable(object.requiredText("key"), object.text("value").orElse(""));
  }

  private static BuildConstraints constraints(RequestObject object) {
    BuildConstraints.Builder builder = BuildConstraints.builder();
    builder.system(object.textUnlessEmpty("system"));
    object.wholeNumber("minMemory").ifPresent(builder::minMemory);
    builder.availableReadOnlyPaths(object.texts("availableReadOnlyPaths"));
    builder.network(NetworkMembers.read(object));
    object.flag("provideBinSh").ifPresent(builder::provideBinSh);
    builder.overlays(object.texts("overlays"));
    object
        .textUnlessEmpty("rootFs")
        .flatMap(text -> path("rootFs", text, object))
        .ifPresent(builder::rootFs);
    object.object("limits", LimitRows::read).ifPresent(builder::limits);
    return builder.build();
  }

  private static Optional<Long> epoch(RequestObject object) {
    object.require("epoch");
    return object.wholeNumber("epoch");
  }

  private static AdditionalFile file(RequestObject object) {
    String path = object.requiredText("path");
    Optional<String> text = object.textUnlessEmpty("contents");
    Optional<String> base64 = object.textUnlessEmpty("contentsBase64");
    if (text.isPresent() && base64.isPresent()) {
      object.fault(
          RequestRule.MISSING_MEMBER,
          "contents",
          "expected either \"contents\" or \"contentsBase64\", found both");
    }
    return base64
        .map(encoded -> AdditionalFile.of(path, decode(encoded, object)))
        .orElseGet(() -> AdditionalFile.of(path, text.orElse("")));
  }

  private static byte[] decode(String encoded, RequestObject object) {
    try {
      return Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      object.fault(
          RequestRule.BASE64,
          "contentsBase64",
          "expected base64 with padding, found \"" + ForeignText.shown(encoded) + "\"");
      return new byte[0];
    }
  }

  /** Findings in the order of the text, with the place of their value or of what misses it. */
  private static List<Finding> locate(JsonDocument document, List<Finding> found) {
    return JudgedText.of(document).locate(found).stream().sorted(TextOrder.BY_PLACE).toList();
  }
}
