package dev.ocispec.image;

import dev.ocispec.imagespec.ImageConfig;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the configuration of a container from that of an image, by the rules of the image
 * specification (conversion.md). Immutable: methods give changed copies.
 *
 * <p>The image decides on command, environment, working directory, user and annotations, and what
 * it says goes before what the configuration had. All else stays. What an image says to builders
 * and engines alone is not converted: {@code Memory}, {@code MemorySwap}, {@code CpuShares}, and
 * docker's {@code Healthcheck}, {@code OnBuild} and {@code Shell}.
 */
public final class ImageConversion {
  private final ImageConfiguration image;
  private final ImmutableConversionChoices choices;

  ImageConversion(ImageConfiguration image) {
    this(image, ImmutableConversionChoices.builder().build());
  }

  private ImageConversion(ImageConfiguration image, ImmutableConversionChoices choices) {
    this.image = image;
    this.choices = choices;
  }

  /**
   * Where the image's root filesystem is unpacked: users and groups that are given by name are
   * looked up in its {@code /etc/passwd} and {@code /etc/group}, and so are the groups of a user.
   * Symbolic links in it lead nowhere else. Default: none, so that names are errors.
   *
   * @param folder the root filesystem
   * @return the conversion with that setting
   */
  public ImageConversion rootfs(Path folder) {
    return with(choices.withRootfs(folder));
  }

  /**
   * What takes the place of the image's {@code Cmd}; its {@code Entrypoint} stays. Default: {@code
   * Cmd}.
   *
   * @param arguments the arguments
   * @return the conversion with that setting
   */
  public ImageConversion command(String... arguments) {
    return with(choices.withCommand(List.of(arguments)));
  }

  /**
   * What takes the place of the image's {@code Entrypoint}. As with engines, its {@code Cmd} goes
   * too: only {@link #command} follows. Default: {@code Entrypoint}.
   *
   * @param arguments the program and its first arguments; none for no entry point
   * @return the conversion with that setting
   */
  public ImageConversion entrypoint(String... arguments) {
    return with(choices.withEntrypoint(List.of(arguments)));
  }

  /**
   * Whether each of the image's {@code Volumes} gets a mount: a tmpfs, writable, without devices
   * and set-id programs. What is mounted there already stays. Default: true.
   *
   * @param mounted whether there are mounts
   * @return the conversion with that setting
   */
  public ImageConversion volumes(boolean mounted) {
    return with(choices.withVolumes(mounted));
  }

  /**
   * Whether a user that the image gives by number, without a group, is in the further groups that
   * {@code /etc/group} lists it in. The specification's conversion leaves them out; umoci, docker,
   * podman and buildah do not. A user given by name is in them always. Default: false.
   *
   * @param looked whether the groups are looked up
   * @return the conversion with that setting
   */
  public ImageConversion groupsOfNumbers(boolean looked) {
    return with(choices.withGroupsOfNumbers(looked));
  }

  /**
   * Whether labels become annotations that runtimes act on, for instance {@code run.oci.handler} of
   * crun or {@code org.systemd.property.*} of runc: with them an image decides on what the host
   * does. Default: false, so that they are among {@link ConvertedImage#omitted()}.
   *
   * @param kept whether they are kept
   * @return the conversion with that setting
   */
  public ImageConversion runtimeLabels(boolean kept) {
    return with(choices.withRuntimeLabels(kept));
  }

  /**
   * {@return the configuration of a container made of the image}
   *
   * @param base the configuration that the image's own words are put into
   * @throws ImageUserException when the image's user or group can't be found
   * @throws ImageLayoutException when a file of the root filesystem can't be read
   */
  public ConvertedImage convert(Spec base) {
    List<String> omitted = new ArrayList<>();
    ImageConfig execution = image.execution();
    ImageUser user = user(execution.user().orElse(""));
    Spec.Builder spec = base.toBuilder();
    spec.process(
        process -> {
          if (base.process().isEmpty()) {
            process.cwd("/");
          }
          ImageProcess.apply(process, image, args(), omitted);
          user.applyTo(process);
        });
    ImageAnnotations.of(image, choices.runtimeLabels(), omitted).forEach(spec::putAnnotation);
    if (choices.volumes()) {
      spec.mounts(new ImageVolumes(base.mounts()).with(execution.volumes().keySet(), omitted));
    }
    return new ConvertedImage(spec.build(), omitted);
  }

  private ImageUser user(String text) {
    ImageUser user = ImageUser.of(text, choices.rootfs());
    boolean isNumber = text.matches("[0-9]+:?");
    return isNumber && !choices.groupsOfNumbers()
        ? new ImageUser(user.uid(), user.gid(), List.of())
        : user;
  }

  private List<String> args() {
    ImageConfig execution = image.execution();
    List<String> args = new ArrayList<>(choices.entrypoint().orElse(execution.entrypoint()));
    args.addAll(
        choices.command().orElse(choices.entrypoint().isPresent() ? List.of() : execution.cmd()));
    return args;
  }

  private ImageConversion with(ImmutableConversionChoices changed) {
    return new ImageConversion(image, changed);
  }
}
