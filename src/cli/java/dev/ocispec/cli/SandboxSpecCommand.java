package dev.ocispec.cli;

import dev.ocispec.host.HostFacts;
import dev.ocispec.json.Json;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.BuildRequestJson;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.spec.Spec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Prints the configuration of the container that runs a build request. */
final class SandboxSpecCommand extends CliCommand {
  SandboxSpecCommand(Streams streams) {
    super("spec", "Print the config.json generated from a build request.", streams);
    option("--request", "FILE", "Build request file; - reads standard input.");
    NetworkOptions.declare(this);
    SandboxFlags.declare(this);
    flag("--compact", "Print on one line instead of indenting.");
  }

  @Override
  public Integer call() {
    @Nullable String file = value("--request");
    if (file == null) {
      throw new UsageException("missing required option --request FILE");
    }
    Sandbox sandbox = SandboxFlags.sandbox(this);
    BuildRequest request =
        NetworkOptions.apply(
            this, NormaliseOption.apply(this, BuildRequestJson.read(Input.text(file, streams()))));
    HostFacts host =
        SandboxFlags.withTrees(
            SandboxFlags.host(this, sandbox, request),
            request,
            Path.of(System.getProperty("java.io.tmpdir")));
    Spec spec = SandboxFlags.plan(this, sandbox, request, host).spec();
    NetworkOptions.remarkUnattached(this, spec);
    String json = has("--compact") ? Json.toString(spec) + "\n" : Json.toPrettyString(spec);
    streams().write(json.getBytes(StandardCharsets.UTF_8));
    return ExitCode.OK;
  }
}
