package dev.ocispec.preset;

import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The configuration that a container engine writes for a plain run. Immutable: methods give changed
 * copies.
 *
 * <p>What an engine makes anew for each container is a parameter here, or left out: the files that
 * it mounts at {@code /etc/hosts}, {@code /etc/hostname} and {@code /etc/resolv.conf}, and its
 * hooks.
 *
 * <pre>{@code
 * Spec spec = Presets.docker("28").rootfs("rootfs").command("/bin/sh", "-c", "id").build();
 * }</pre>
 */
public final class EnginePreset {
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

  /** {@return the preset for a container that is made of no image} */
  public EnginePreset withoutImage() {
    return with(choices.withImage(Optional.empty()));
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
   * Where the engine keeps the container's {@code resolv.conf}, {@code hostname} and {@code hosts},
   * which it mounts into it. Default: none, so that these mounts are left out.
   *
   * @param path an absolute path of the host, for docker {@code /var/lib/docker/containers/} and
   *     the id
   * @return the preset with that setting
   */
  public EnginePreset containerFolder(String path) {
    return with(choices.withContainerFolder(path));
  }

  /**
   * What runs in the place of the image's entry point; the image's command goes too. Default: the
   * image's entry point.
   *
   * @param arguments the program and its first arguments
   * @return the preset with that setting
   */
  public EnginePreset entrypoint(String... arguments) {
    return with(choices.withEntrypoint(List.of(arguments)));
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
   * The host that the engine runs on. Default: {@link EngineHost#DEFAULT}.
   *
   * @param host the host
   * @return the preset with that setting
   */
  public EnginePreset host(EngineHost host) {
    return with(choices.withHost(host));
  }

  /**
   * Whether the container has the engine's own filter of system calls. Default: what the engine
   * does when nobody asks: docker and podman filter, containerd does not.
   *
   * @param filtered whether system calls are filtered
   * @return the preset with that setting
   */
  public EnginePreset defaultSeccomp(boolean filtered) {
    return with(choices.withDefaultSeccomp(filtered));
  }

  /**
   * Further options, done as the engine does them: the filter of system calls opens what added
   * capabilities need, for instance. Their order counts as little as on the engine's command line;
   * an option that the engine does not know is applied last, as its own description says.
   *
   * @param more the options, after those that there are
   * @return the preset with those options
   */
  public EnginePreset with(ContainerOption... more) {
    return with(
        choices.withOptions(
            Stream.concat(choices.options().stream(), Arrays.stream(more)).toList()));
  }

  /**
   * {@return the configuration}
   *
   * @throws dev.ocispec.image.ImageUserException when a user can't be found
   */
  public Spec build() {
    return habits.configured(table, choices);
  }

  private EnginePreset with(ImmutableEngineChoices changed) {
    return new EnginePreset(table, habits, changed);
  }
}
