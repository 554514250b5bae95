package dev.ocispec.preset;

import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.imagespec.ImageConfig;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxCapabilities;
import dev.ocispec.spec.LinuxSeccomp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Steps that the habits of engines are made of. */
final class EngineSteps {
  private static final String HERE = System.getProperty("os.arch", "amd64");

  private static final String INTERRUPTS = "/proc/interrupts";

  private EngineSteps() {}

  /** The options of a kind, in their order. */
  static <T extends ContainerOption> Stream<T> options(
      ImmutableEngineChoices choices, Class<T> kind) {
    return choices.options().stream().filter(kind::isInstance).map(kind::cast);
  }

  /** Whether there is an option of that kind. */
  static boolean has(ImmutableEngineChoices choices, Class<? extends ContainerOption> kind) {
    return options(choices, kind).findAny().isPresent();
  }

  /** The last option of a kind, alone or not at all: it counts when an option is given twice. */
  static <T extends ContainerOption> Stream<T> last(ImmutableEngineChoices choices, Class<T> kind) {
    return options(choices, kind).reduce((first, second) -> second).stream();
  }

  /**
   * What runs: the image's entry point and command, or what takes their place; empty when nobody
   * says. Another entry point is in the place of both.
   */
  static List<String> program(ImmutableEngineChoices choices) {
    Optional<ImageConfig> image = choices.image().map(ImageConfiguration::execution);
    Optional<List<String>> plain =
        choices.entrypoint().isPresent() ? Optional.empty() : image.map(ImageConfig::cmd);
    List<String> args =
        new ArrayList<>(
            choices.entrypoint().or(() -> image.map(ImageConfig::entrypoint)).orElse(List.of()));
    args.addAll(choices.command().or(() -> plain).orElse(List.of()));
    return args;
  }

  /**
   * The engine's own filter of system calls, if it is chosen.
   *
   * @param plainly whether the engine filters when nobody chooses
   */
  static Optional<LinuxSeccomp> filter(
      EngineTable table,
      ImmutableEngineChoices choices,
      Collection<Capability> capabilities,
      boolean plainly) {
    return choices.defaultSeccomp().orElse(plainly)
        ? Optional.of(table.seccomp().profile(architecture(choices), capabilities))
        : Optional.empty();
  }

  /**
   * The capabilities after all options that change them: privileged and all mean the host's, what
   * is added is kept even if it, or all, is dropped, and what is dropped goes from all.
   */
  static List<Capability> capabilities(
      Collection<Capability> plain, ImmutableEngineChoices choices) {
    if (has(choices, SecurityOptions.Privileged.class)) {
      return choices.host().capabilities();
    }
    Set<Capability> added = named(choices, SecurityOptions.CapabilityEdit.ADD);
    Set<Capability> dropped = named(choices, SecurityOptions.CapabilityEdit.DROP);
    Set<Capability> all = new LinkedHashSet<>();
    if (edits(choices, SecurityOptions.CapabilityEdit.ADD_ALL)) {
      all.addAll(choices.host().capabilities());
      all.removeAll(dropped);
      return List.copyOf(all);
    }
    if (!edits(choices, SecurityOptions.CapabilityEdit.DROP_ALL)) {
      all.addAll(plain);
      all.removeAll(dropped);
    }
    all.addAll(added);
    return List.copyOf(all);
  }

  /**
   * The table's masked paths and, from when engines hide interrupts, those of the processors that
   * tell of their heat.
   */
  static Stream<String> masked(EngineTable table, EngineHost host) {
    List<String> plain = table.document().linux().map(Linux::maskedPaths).orElse(List.of());
    Stream<String> heat =
        host.throttledProcessors().stream()
            .map(number -> "/sys/devices/system/cpu/cpu" + number + "/thermal_throttle");
    return plain.contains(INTERRUPTS) ? Stream.concat(plain.stream(), heat) : plain.stream();
  }

  /** The capabilities of a table's process. */
  static List<Capability> capabilities(EngineTable table) {
    return table
        .document()
        .process()
        .flatMap(ContainerProcess::capabilities)
        .map(LinuxCapabilities::bounding)
        .orElse(List.of());
  }

  /** The processor, as Go names it. */
  static String architecture(ImmutableEngineChoices choices) {
    return choices
        .architecture()
        .orElse(
            switch (HERE) {
              case "x86_64" -> "amd64";
              case "aarch64" -> "arm64";
              default -> HERE;
            });
  }

  private static boolean edits(
      ImmutableEngineChoices choices, SecurityOptions.CapabilityEdit edit) {
    return options(choices, SecurityOptions.CapabilityChange.class)
        .anyMatch(change -> change.edit() == edit);
  }

  private static Set<Capability> named(
      ImmutableEngineChoices choices, SecurityOptions.CapabilityEdit edit) {
    Set<Capability> all = new LinkedHashSet<>();
    options(choices, SecurityOptions.CapabilityChange.class)
        .filter(change -> change.edit() == edit)
        .forEach(change -> all.addAll(change.capabilities()));
    return all;
  }
}
