package dev.ocispec.cli;

import dev.ocispec.host.HostFacts;
import dev.ocispec.json.Json;
import dev.ocispec.preset.IdMappings;
import dev.ocispec.preset.Rootless;
import dev.ocispec.preset.RootlessCaller;
import dev.ocispec.spec.Spec;
import java.nio.charset.StandardCharsets;

/** Makes a configuration one that an ordinary user can run. */
final class RootlessCommand extends CliCommand {
  RootlessCommand(Streams streams) {
    super(
        "rootless",
        "Make a configuration one that an ordinary user can run; changes are reported on standard"
            + " error.",
        streams);
    option("--uid", "ID", "Host user id to map; default: the caller's, with its subordinate ids.");
    option("--gid", "ID", "Host group id to map; default: the caller's, with its subordinate ids.");
    flag(
        "--control-groups",
        "Keep limits of control groups: the user can write those below its own.");
    parameters("FILE", "1", "Configuration file; - reads standard input.");
  }

  @Override
  public Integer call() {
    Spec spec = (Spec) Input.document(arguments().get(0), "config", streams());
    Rootless result = Rootless.of(spec, mappings(), caller());
    result.changes().forEach(change -> streams().err().println(change.toLine()));
    streams()
        .write(Json.unchecked().toPrettyString(result.spec()).getBytes(StandardCharsets.UTF_8));
    return ExitCode.OK;
  }

  private boolean isForCaller() {
    return !has("--uid") && !has("--gid");
  }

  private IdMappings mappings() {
    if (isForCaller()) {
      return IdMappings.ofCaller();
    }
    String uid = value("--uid");
    String gid = value("--gid");
    return IdMappings.single(
        uid == null ? Caller.uid() : IdOption.of("--uid", uid),
        gid == null ? Caller.gid() : IdOption.of("--gid", gid));
  }

  private RootlessCaller caller() {
    RootlessCaller ordinary =
        RootlessCaller.ordinary()
            .devices(HostFacts.detect().devices().keySet().toArray(String[]::new))
            .controlGroups(has("--control-groups"));
    return isForCaller() ? CallerLimits.of(ordinary) : ordinary;
  }
}
