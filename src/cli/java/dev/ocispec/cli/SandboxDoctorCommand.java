package dev.ocispec.cli;

import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.service.PromiseFinding;
import dev.ocispec.service.SandboxHealth;
import dev.ocispec.spec.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells which promises of the sandbox hold on this machine, and the remedy where one does not. */
final class SandboxDoctorCommand extends CliCommand {
  SandboxDoctorCommand(Streams streams) {
    super(
        "doctor",
        "Tell which promises of the sandbox hold on this machine, and the remedy; exits with 1 when"
            + " one is not kept.",
        streams);
    RuntimeOptions.declareRuntime(this);
    option("--builds", "DIR", "Directory for running builds; default: one per user in /var/tmp.");
    option("--format", "NAME", "Output format: text (default) or json.");
  }

  @Override
  public Integer call() {
    boolean json = choice("--format", "text", "json").equals("json");
    @Nullable String named = value("--runtime");
    OciRuntime runtime = named == null ? OciRuntime.findAny() : RuntimeOptions.named(named);
    SandboxHealth health = SandboxHealth.examine(runtime, BuildsFolder.address(value("--builds")));
    streams().write(json ? json(health) + "\n" : text(health));
    return health.isHealthy() ? ExitCode.OK : ExitCode.NO;
  }

  private static String text(SandboxHealth health) {
    StringBuilder text = new StringBuilder(health.runtime() + "\n");
    for (PromiseFinding finding : health.findings()) {
      text.append(
          String.format(
              "  %-8s  %s: %s%n",
              finding.verdict().id(), finding.promise().title(), finding.finding()));
      finding.remedy().ifPresent(remedy -> text.append("            remedy: " + remedy + "\n"));
    }
    return text.toString();
  }

  private static JsonValue json(SandboxHealth health) {
    Map<String, JsonValue> members = new TreeMap<>();
    members.put("runtime", JsonValue.of(health.runtime().toString()));
    members.put("healthy", JsonValue.of(health.isHealthy()));
    List<JsonValue> promises = health.findings().stream().map(SandboxDoctorCommand::json).toList();
    members.put("promises", JsonValue.list(promises));
    return JsonValue.object(members);
  }

  private static JsonValue json(PromiseFinding finding) {
    Map<String, JsonValue> members = new TreeMap<>();
    members.put("promise", JsonValue.of(finding.promise().id()));
    members.put("verdict", JsonValue.of(finding.verdict().id()));
    members.put("finding", JsonValue.of(finding.finding()));
    finding.remedy().ifPresent(remedy -> members.put("remedy", JsonValue.of(remedy)));
    return JsonValue.object(members);
  }
}
