package dev.ocispec.cli;

import dev.ocispec.json.Json;
import dev.ocispec.preset.EnginePreset;
import dev.ocispec.preset.IdMappings;
import dev.ocispec.preset.Presets;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import dev.ocispec.version.MinimumVersion;
import dev.ocispec.version.Release;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a validated configuration made from a preset. */
final class EmitCommand extends CliCommand {
  private static final List<String> RUNC = List.of("runc", "runc-rootless", "empty");

  private final ImageOptions image = new ImageOptions(this);

  EmitCommand(Streams streams) {
    super("emit", "Print a schema-validated config.json built from a preset.", streams);
    option(
        "--preset",
        "NAME",
        "Preset: runc (default), runc-rootless, empty, or an engine and its version, for instance"
            + " docker:28.");
    image.declare();
    option(
        "--oci-version",
        "VERSION",
        "Release to declare; default: the lowest that covers the document.");
    option("--uid", "ID", "Host user id for runc-rootless; default: the caller's.");
    option("--gid", "ID", "Host group id for runc-rootless; default: the caller's.");
    repeatedOption(
        "--device", "NAME", "Device to add, by its CDI name vendor/class=name; repeatable.");
    repeatedOption(
        "--cdi-dir",
        "DIR",
        "Folder of files that describe devices; the last one goes first. Default: /etc/cdi and"
            + " /var/run/cdi.");
    flag("--no-network", "Give the container its own network namespace, with loopback only.");
    flag("--no-terminal", "Request no terminal, so that the container can run in a pipeline.");
    flag("--pretty", "Indent by two spaces (default).");
    flag("--compact", "Print on one line.");
  }

  @Override
  public Integer call() {
    if (has("--pretty") && has("--compact")) {
      throw new UsageException("--pretty and --compact are mutually exclusive");
    }
    Spec spec = preset(value("--preset", "runc"));
    spec = CdiOptions.inject(spec, values("--device"), values("--cdi-dir"), streams());
    if (has("--no-network")) {
      spec = withoutNetwork(spec);
    }
    if (has("--no-terminal") && spec.process().isPresent()) {
      spec = spec.toBuilder().process(process -> process.terminal(false)).build();
    }
    spec = declare(spec, value("--oci-version"));
    String json = has("--compact") ? Json.toString(spec) + "\n" : Json.toPrettyString(spec);
    streams().write(json.getBytes(StandardCharsets.UTF_8));
    return ExitCode.OK;
  }

  private Spec preset(String name) {
    if (!name.equals("runc-rootless") && (value("--uid") != null || value("--gid") != null)) {
      throw new UsageException("--uid and --gid require --preset runc-rootless");
    }
    return switch (name) {
      case "runc" -> image.converted(Presets.runc());
      case "empty" -> image.converted(Spec.builder().build());
      case "runc-rootless" -> rootless();
      default -> image.configured(engine(name));
    };
  }

  /** With an image, whose user may have ids that an ordinary user can't have. */
  private Spec rootless() {
    long uid = id("--uid", Caller.uid());
    long gid = id("--gid", Caller.gid());
    Spec plain = Presets.runcRootless(uid, gid);
    return has("--image")
        ? Presets.rootless(image.converted(plain), IdMappings.single(uid, gid))
        : image.converted(plain);
  }

  private static EnginePreset engine(String name) {
    int colon = name.indexOf(':');
    String engine = name.substring(0, Math.max(colon, 0));
    try {
      return Presets.engine(engine, name.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      // Its message tells of one engine only.
      List<String> all = new ArrayList<>(RUNC);
      all.addAll(Presets.engines());
      throw new UsageException(
          "--preset: expected one of " + String.join(", ", all) + ", found " + name);
    }
  }

  private long id(String option, long otherwise) {
    String text = value(option);
    return text == null ? otherwise : IdOption.of(option, text);
  }

  /**
   * Adds the namespace; with it the container may mount a sysfs of its own instead of the host's
   * /sys.
   */
  private static Spec withoutNetwork(Spec spec) {
    Spec.Builder builder =
        spec.toBuilder().linux(linux -> linux.putNamespace(LinuxNamespaceType.NETWORK));
    for (Mount mount : spec.mounts()) {
      if (mount.destination().equals("/sys") && mount.source().filter("/sys"::equals).isPresent()) {
        builder.putMount(
            mount.toBuilder()
                .type("sysfs")
                .source("sysfs")
                .options(mount.options().stream().filter(o -> !o.equals("rbind")).toList())
                .build());
      }
    }
    return builder.build();
  }

  private static Spec declare(Spec spec, @Nullable String version) {
    if (version == null) {
      return spec;
    }
    Release release = ReleaseOption.of("--oci-version", version);
    for (MinimumVersion.Reason reason : MinimumVersion.of(spec).reasons()) {
      if (!reason.isIn(release)) {
        throw new UsageException("--oci-version: " + release + " does not define " + reason);
      }
    }
    return spec.toBuilder().ociVersion(release.version()).build();
  }
}
