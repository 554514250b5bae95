package dev.ocispec.remote;

import dev.ocispec.remote.protocol.internal.Command;
import dev.ocispec.remote.protocol.internal.Platform;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.service.EngineSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What builds ask of a worker: its properties, and how ocispec is to be called there. */
final class WorkerSettings {
  /** The API's own names of instruction sets, by the first part of a request's system. */
  private static final Map<String, String> MACHINES =
      Map.of(
          "x86_64", "x86-64",
          "i686", "x86-32",
          "aarch64", "arm-a64",
          "armv7l", "arm-a32",
          "powerpc64le", "power-64-le",
          "riscv64", "riscv-64");

  private static final String LINUX = "-linux";

  private final EngineAddress address;
  private final EngineSettings settings;

  WorkerSettings(EngineAddress address, EngineSettings settings) {
    this.address = address;
    this.settings = settings;
  }

  List<String> command() {
    return settings.command();
  }

  /** Sorted by name. */
  List<Command.EnvironmentVariable> variables() {
    List<Command.EnvironmentVariable> variables = new ArrayList<>();
    new TreeMap<>(settings.variables())
        .forEach(
            (name, value) ->
                variables.add(
                    Command.EnvironmentVariable.newBuilder()
                        .setName(name)
                        .setValue(value)
                        .build()));
    return variables;
  }

  /** The options of {@code sandbox run} that follow from the service's own. */
  List<String> flags(boolean attest) {
    List<String> flags = new ArrayList<>();
    Sandbox sandbox = settings.sandbox();
    flags.addAll(List.of("--profile", sandbox.profile().text()));
    sandbox.rootless().ifPresent(rootless -> flags.add(rootless ? "--rootless" : "--rootful"));
    if (attest) {
      flags.add("--attest");
    }
    return flags;
  }

  /** The system's properties unless others of their names were given, sorted by name. */
  Platform platform(Optional<String> system) {
    Map<String, String> properties = new TreeMap<>();
    system
        .filter(name -> name.endsWith(LINUX))
        .map(name -> MACHINES.get(name.substring(0, name.length() - LINUX.length())))
        .ifPresent(
            machine -> {
              properties.put("OSFamily", "linux");
              properties.put("ISA", machine);
            });
    properties.putAll(address.properties());
    properties.putAll(settings.platformProperties());
    Platform.Builder platform = Platform.newBuilder();
    properties.forEach(
        (name, value) ->
            platform.addProperties(Platform.Property.newBuilder().setName(name).setValue(value)));
    return platform.build();
  }
}
