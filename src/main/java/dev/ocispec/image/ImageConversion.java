package dev.ocispec.image;

import dev.ocispec.imagespec.ImageConfig;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the configuration of a container from that of an image, by the rules of the image
 * specification (conversion.md). Immutable: methods give changed copies.
 *
 * <p>The image decides on command, environment, working directory, user and annotations, and what
 * it says goes before what the configuration had. All else stays.
 */
public final class ImageConversion {
  private final ImageConfiguration image;
  private final Optional<Path> rootfs;
  private final Optional<List<String>> command;
  private final boolean volumes;

  ImageConversion(ImageConfiguration image) {
    this(image, Optional.empty(), Optional.empty(), true);
  }

  private ImageConversion(
      ImageConfiguration image,
      Optional<Path> rootfs,
      Optional<List<String>> command,
      boolean volumes) {
    this.image = image;
    this.rootfs = rootfs;
    this.command = command;
    this.volumes = volumes;
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
    return new ImageConversion(image, Optional.of(folder), command, volumes);
  }

  /**
   * What takes the place of the image's {@code Cmd}; its {@code Entrypoint} stays. Default: {@code
   * Cmd}.
   *
   * @param arguments the arguments
   * @return the conversion with that setting
   */
  public ImageConversion command(String... arguments) {
    return new ImageConversion(image, rootfs, Optional.of(List.of(arguments)), volumes);
  }

  /**
   * Whether each of the image's {@code Volumes} gets a mount: a tmpfs, writable, without devices
   * and set-id programs. What is mounted there already stays. Default: true.
   *
   * @param mounted whether there are mounts
   * @return the conversion with that setting
   */
  public ImageConversion volumes(boolean mounted) {
    return new ImageConversion(image, rootfs, command, mounted);
  }

  /**
   * {@return the configuration of a container made of the image}
   *
   * @param base the configuration that the image's own words are put into
   * @throws ImageUserException when the image's user or group can't be found
   * @throws ImageLayoutException when a file of the root filesystem can't be read
   */
  public ConvertedImage convert(Spec base) {
    ImageConfig execution = image.execution();
    List<String> omitted = new ArrayList<>();
    ImageUser user = ImageUser.of(execution.user().orElse(""), rootfs);
    List<String> args = new ArrayList<>(execution.entrypoint());
    args.addAll(command.orElse(execution.cmd()));
    Spec.Builder spec = base.toBuilder();
    spec.process(
        process -> {
          if (!args.isEmpty()) {
            process.args(args);
          }
          for (String entry : execution.env()) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
              process.putEnv(entry.substring(0, equals), entry.substring(equals + 1));
            } else {
              omitted.add("config.Env: \"" + entry + "\" is no NAME=value");
            }
          }
          execution.workingDir().filter(path -> !path.isEmpty()).ifPresent(process::cwd);
          user.applyTo(process);
        });
    ImageAnnotations.of(image).forEach(spec::putAnnotation);
    if (volumes) {
      execution.volumes().keySet().stream()
          .filter(path -> base.mounts().stream().noneMatch(m -> m.destination().equals(path)))
          .forEach(path -> volume(spec, path, omitted));
    }
    return new ConvertedImage(spec.build(), omitted);
  }

  private static void volume(Spec.Builder spec, String path, List<String> omitted) {
    if (!path.startsWith("/")) {
      omitted.add("config.Volumes: \"" + path + "\" is no absolute path");
      return;
    }
    spec.addMount(
        mount ->
            mount
                .destination(path)
                .type("tmpfs")
                .source("tmpfs")
                .options("rw", "nosuid", "nodev", "mode=755"));
  }
}
