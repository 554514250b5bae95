package dev.ocispec.runtime;

import dev.ocispec.json.Json;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.Set;

/**
 * A bundle's configuration without the terminal that it asks for, in another folder: runtimes read
 * {@code config.json} of the bundle and nothing else.
 */
final class TerminalFreeBundle {
  private static final Set<String> BINDS = Set.of("bind", "rbind");

  private TerminalFreeBundle() {}

  /** Writes it into the call's folder, and returns that. */
  static Path write(Path bundle, Spec spec, CallFolder folder) {
    Spec.Builder changed =
        spec.toBuilder()
            .process(process -> process.terminal(false).clearConsoleSize())
            .mounts(spec.mounts().stream().map(mount -> absolute(mount, bundle)).toList());
    if (spec.root().isPresent()) {
      String root = spec.root().get().path();
      changed.root(r -> r.path(bundle.resolve(root).toString()));
    }
    folder.write("config.json", Json.unchecked().toBytes(changed.build()));
    return folder.path();
  }

  /** The sources of bind mounts are relative to the bundle. */
  private static Mount absolute(Mount mount, Path bundle) {
    boolean bind =
        mount.type().filter("bind"::equals).isPresent()
            || mount.options().stream().anyMatch(BINDS::contains);
    return bind && mount.source().isPresent()
        ? mount.toBuilder().source(bundle.resolve(mount.source().get()).toString()).build()
        : mount;
  }
}
