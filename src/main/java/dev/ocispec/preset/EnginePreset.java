package dev.ocispec.preset;

import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.image.ImageConversion;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration that a container engine writes for a plain run. Immutable: methods give changed
 * copies.
 *
 * <p>What an engine makes anew for each container is a parameter here, or left out: the files that
 * it mounts at {@code /etc/hosts}, {@code /etc/hostname} and {@code /etc/resolv.conf}, its hooks,
 * and labels.
 *
 * <pre>{@code
 * Spec spec = Presets.docker("28").rootfs("rootfs").command("/bin/sh", "-c", "id").build();
 * }</pre>
 */
public final class EnginePreset {
  private static final String HERE = System.getProperty("os.arch", "amd64");

  private final EngineTable table;
  private final EngineHabits habits;
  private final ImmutableEngineChoices choices;

  EnginePreset(EngineTable table, EngineHabits habits) {
    this(table, habits, ImmutableEngineChoices.builder().build());
  }

  private EnginePreset(EngineTable table, EngineHabits habits, ImmutableEngineChoices choices) {
    this.table = table;
    this.habits = habits;
    this.choices = choices;
  }

  /**
   * The image that the container is made of: its command, variables, working directory and user.
   * Default: none, so that a shell runs as root in {@code /}.
   *
   * @param configuration the image's configuration
   * @return the preset with that setting
   */
  public EnginePreset image(ImageConfiguration configuration) {
    return with(choices.withImage(configuration));
  }

  /**
   * Where the root filesystem is, as the configuration names it. Default: {@code rootfs}.
   *
   * @param path the path, absolute or relative to the bundle
   * @return the preset with that setting
   */
  public EnginePreset rootfs(String path) {
    return with(choices.withRootfs(path));
  }

  /**
   * Where users and groups that the image names are looked up: the root filesystem as this program
   * sees it. Default: none, so that names are errors.
   *
   * @param folder the root filesystem
   * @return the preset with that setting
   */
  public EnginePreset accounts(Path folder) {
    return with(choices.withAccounts(folder));
  }

  /**
   * The container's id, of which the engine makes the path of its control group and, unless there
   * is another, the host name. Default: none, so that the configuration has neither.
   *
   * @param name the id
   * @return the preset with that setting
   */
  public EnginePreset id(String name) {
    return with(choices.withId(name));
  }

  /**
   * The container's host name. Default: the first twelve characters of its id, if it has one.
   *
   * @param name the host name
   * @return the preset with that setting
   */
  public EnginePreset hostname(String name) {
    return with(choices.withHostname(name));
  }

  /**
   * What runs in the place of the image's command; its entry point stays. Default: the image's
   * command, or {@code sh} without image.
   *
   * @param arguments the program and its arguments
   * @return the preset with that setting
   */
  public EnginePreset command(String... arguments) {
    return with(choices.withCommand(List.of(arguments)));
  }

  /**
   * The processor that the filter of system calls is for, as Go and images name it. Default: that
   * of this program.
   *
   * @param name for instance {@code amd64} or {@code arm64}
   * @return the preset with that setting
   * @throws IllegalArgumentException when the engine's filter does not know it
   */
  public EnginePreset architecture(String name) {
    if (!table.seccomp().architectures().contains(name)) {
      throw new IllegalArgumentException(
          "expected one of " + table.seccomp().architectures() + ", found " + name);
    }
    return with(choices.withArchitecture(name));
  }

  /**
   * More capabilities. The filter of system calls opens what they need, as the engine's does.
   *
   * @param more the capabilities to add
   * @return the preset with that setting
   */
  public EnginePreset addCapabilities(Capability... more) {
    Set<Capability> all = new LinkedHashSet<>(capabilities());
    all.addAll(Arrays.asList(more));
    return with(choices.withCapabilities(List.copyOf(all)));
  }

  /**
   * Fewer capabilities. The filter of system calls closes what is not needed any more.
   *
   * @param fewer the capabilities to drop
   * @return the preset with that setting
   */
  public EnginePreset dropCapabilities(Capability... fewer) {
    Set<Capability> all = new LinkedHashSet<>(capabilities());
    all.removeAll(Arrays.asList(fewer));
    return with(choices.withCapabilities(List.copyOf(all)));
  }

  /**
   * {@return the configuration}
   *
   * @throws dev.ocispec.image.ImageUserException when the image's user can't be found
   */
  public Spec build() {
    Spec base = table.document();
    Spec.Builder spec = base.toBuilder();
    spec.root(root -> root.path(choices.rootfs()));
    choices.hostname().or(() -> choices.id().map(EnginePreset::shortened)).ifPresent(spec::hostname);
    spec.linux(
        linux -> {
          choices.id().ifPresent(id -> linux.cgroupsPath(habits.cgroupsPath(id)));
          linux.seccomp(table.seccomp().profile(architecture(), capabilities()));
        });
    spec.process(
        process ->
            process.capabilities(
                sets ->
                    sets.bounding(capabilities())
                        .effective(capabilities())
                        .permitted(capabilities())));
    return habits.adapted(withImage(spec.build()));
  }

  private Spec withImage(Spec spec) {
    Spec named =
        spec.hostname()
            .filter(name -> habits.setsHostname())
            .map(name -> spec.toBuilder().process(p -> p.putEnv("HOSTNAME", name)).build())
            .orElse(spec);
    if (choices.image().isEmpty()) {
      return choices
          .command()
          .map(words -> named.toBuilder().process(process -> process.args(words)).build())
          .orElse(named);
    }
    ImageConversion conversion = choices.image().get().conversion().volumes(false);
    if (choices.accounts().isPresent()) {
      conversion = conversion.rootfs(choices.accounts().get());
    }
    if (choices.command().isPresent()) {
      conversion = conversion.command(choices.command().get().toArray(String[]::new));
    }
    Map<String, String> annotations = named.annotations();
    return conversion.convert(named).spec().toBuilder().annotations(annotations).build();
  }

  private List<Capability> capabilities() {
    return choices
        .capabilities()
        .orElseGet(
            () ->
                table
                    .document()
                    .process()
                    .flatMap(process -> process.capabilities())
                    .map(sets -> sets.bounding())
                    .orElse(List.of()));
  }

  private String architecture() {
    return choices
        .architecture()
        .orElse(
            switch (HERE) {
              case "x86_64" -> "amd64";
              case "aarch64" -> "arm64";
              default -> HERE;
            });
  }

  private static String shortened(String id) {
    return id.length() <= 12 ? id : id.substring(0, 12);
  }

  private EnginePreset with(ImmutableEngineChoices changed) {
    return new EnginePreset(table, habits, changed);
  }
}
