package dev.ocispec.cli;

import dev.ocispec.runtime.HealthCheck;
import dev.ocispec.runtime.RuntimeHealth;
import dev.ocispec.spec.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells what a runtime can do on this machine, what it can't, and the remedy. */
final class RuntimeDoctorCommand extends CliCommand {
  RuntimeDoctorCommand(Streams streams) {
    super(
        "doctor",
        "Tell what works with a runtime on this machine, what does not, and the remedy.",
        streams);
    RuntimeOptions.declare(this);
    option("--format", "NAME", "Output format: text (default) or json.");
  }

  @Override
  public Integer call() {
    boolean json = choice("--format", "text", "json").equals("json");
    RuntimeHealth health = RuntimeHealth.examine(RuntimeOptions.chosen(this));
    streams().write(json ? json(health) + "\n" : text(health));
    return health.isHealthy() ? ExitCode.OK : ExitCode.NO;
  }

  private static String text(RuntimeHealth health) {
    StringBuilder text = new StringBuilder(health.executable() + "\n");
    for (HealthCheck check : health.checks()) {
      text.append(String.format("  %-7s  %s: %s%n", word(check), check.id(), check.finding()));
      check.remedy().ifPresent(remedy -> text.append("           remedy: " + remedy + "\n"));
    }
    return text.toString();
  }

  private static JsonValue json(RuntimeHealth health) {
    Map<String, JsonValue> members = new TreeMap<>();
    members.put("runtime", JsonValue.of(health.executable().toString()));
    members.put("healthy", JsonValue.of(health.isHealthy()));
    members.put("cgroups", JsonValue.of(word(health.cgroupMode())));
    members.put("features", JsonValue.of(health.features().isPresent()));
    health
        .version()
        .ifPresent(
            version -> {
              members.put("name", JsonValue.of(version.name()));
              members.put("version", JsonValue.of(version.version()));
            });
    List<JsonValue> checks = health.checks().stream().map(RuntimeDoctorCommand::json).toList();
    members.put("checks", JsonValue.list(checks));
    return JsonValue.object(members);
  }

  private static JsonValue json(HealthCheck check) {
    Map<String, JsonValue> members = new TreeMap<>();
    members.put("check", JsonValue.of(check.id()));
    members.put("result", JsonValue.of(word(check)));
    members.put("finding", JsonValue.of(check.finding()));
    check.remedy().ifPresent(remedy -> members.put("remedy", JsonValue.of(remedy)));
    return JsonValue.object(members);
  }

  private static String word(HealthCheck check) {
    return word(check.result());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
