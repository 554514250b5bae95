package dev.ocispec.cli;

import dev.ocispec.host.HostFacts;
import dev.ocispec.json.Json;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.BuildRequestJson;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.spec.Spec;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Prints the configuration of the container that runs a build request. */
final class SandboxSpecCommand extends CliCommand {
  SandboxSpecCommand(Streams streams) {
    super("spec", "Print the config.json of a build request.", streams);
    option("--request", "FILE", "The build request; - is standard input.");
    SandboxFlags.declare(this);
    flag("--compact", "One line; default is two spaces a level.");
  }

  @Override
  public Integer call() {
    @Nullable String file = value("--request");
    if (file == null) {
      throw new UsageException("expected --request FILE, which names the build request");
    }
    Sandbox sandbox = SandboxFlags.sandbox(this);
    BuildRequest request = BuildRequestJson.read(Input.text(file, streams()));
    HostFacts host = SandboxFlags.host(this, sandbox, request);
    Spec spec = SandboxFlags.plan(this, sandbox, request, host).spec();
    String json = has("--compact") ? Json.toString(spec) + "\n" : Json.toPrettyString(spec);
    streams().write(json.getBytes(StandardCharsets.UTF_8));
    return ExitCode.OK;
  }
}
