package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.RealDocument;
import dev.ocispec.TestUser;
import dev.ocispec.json.Json;
import dev.ocispec.spec.LinuxIdMapping;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What engines wrote for containers of root runs for an ordinary user after the transform: the root
 * replaced by busybox, and what they bind of their host by empty files and folders.
 */
@Tag("runtime")
class RootlessDocumentsIT {
  private static final Pattern ENGINES = Pattern.compile("(docker|podman|ctr|cri)-.*");

  /** What these runtimes refuse to root as well, if only at times. */
  private enum Refused {
    APPARMOR("ctr-.*-apparmor", true, "names a profile of AppArmor that this host does not have"),
    SYSTEM_CALLS(
        "docker-20\\.10\\.24-seccomp-file",
        true,
        "its filter, made for a test, lacks system calls that the runtime itself needs"),
    SYSTEM_CALLS_OF_GO(
        "ctr-.*-seccompprofile",
        false,
        "its filter, made for a test, lacks system calls that runc needs when its threads wait"),
    RECURSIVE_OPTIONS(
        "docker-2[68]\\..*-(readonly|usernsremap-tmpfs)",
        true,
        "binds a file with a recursive option, for which crun 1.8 opens its place as a folder");

    private final Pattern documents;
    private final boolean always;
    private final String reason;

    Refused(String documents, boolean always, String reason) {
      this.documents = Pattern.compile(documents);
      this.always = always;
      this.reason = reason;
    }

    static Optional<Refused> of(String name) {
      return Stream.of(values()).filter(each -> each.documents.matcher(name).matches()).findFirst();
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"runc, false", "runc, true", "crun, false", "crun, true"})
  void eachRunsAfterTheTransform(String runtime, boolean subordinateIds) throws Exception {
    long uid = TestUser.CI.uid();
    Needs.runtime(runtime);
    RootlessBundle bundle = new RootlessBundle(folder);
    IdMappings mappings = subordinateIds ? withSubordinateIds(uid) : IdMappings.single(uid, uid);
    Map<String, String> failures = new TreeMap<>();
    List<String> wronglyListed = new ArrayList<>();
    int ran = 0;

    for (RealDocument document : RealDocument.configs().toList()) {
      String name = document.file().getFileName().toString().replace(".json", "");
      if (ENGINES.matcher(name).matches()) {
        Spec spec = here(Json.read(document.bytes(), Spec.class), bundle);
        Spec transformed = Rootless.of(spec, mappings).spec();
        RootlessBundle.Outcome outcome = bundle.run(runtime, transformed);
        if (outcome.ran()) {
          ran++;
        } else if (Refused.of(name).isEmpty()) {
          if (bundle.refusesAgain(runtime, transformed)) {
            failures.put(name, outcome.reason());
          }
        } else if (Refused.of(name).get().always && bundle.runAsRoot(runtime, spec).ran()) {
          wronglyListed.add(name + " runs for root, so not: " + Refused.of(name).get().reason);
        }
      }
    }

    assertThat(wronglyListed).isEmpty();
    assertThat(failures).isEmpty();
    assertThat(ran).isGreaterThan(200);
  }

  /** The ranges that this machine gives the user, as {@link IdMappings#ofCaller()} maps them. */
  private static IdMappings withSubordinateIds(long uid) {
    List<LinuxIdMapping> all =
        List.of(IdMappings.mapping(0, uid, 1), IdMappings.mapping(1, 100_000, 65536));
    return new IdMappings(all, all);
  }

  /**
   * The document with the root, the program and the host paths of this test. It declares a release
   * that crun 1.8 takes: it refuses later ones to root as well.
   */
  private static Spec here(Spec spec, RootlessBundle bundle) {
    return spec.toBuilder()
        .root(root -> root.path("rootfs"))
        .process(process -> process.args("/bin/true").cwd("/").terminal(false))
        .mounts(spec.mounts().stream().map(mount -> here(mount, bundle)).toList())
        .ociVersion("1.0.2")
        .build();
  }

  private static Mount here(Mount mount, RootlessBundle bundle) {
    if (mount.type().filter("overlay"::equals).isPresent()) {
      return mount.toBuilder()
          .options(
              "lowerdir=" + bundle.emptyFolder(),
              "upperdir=" + bundle.emptyFolder().resolveSibling("upper"),
              "workdir=" + bundle.emptyFolder().resolveSibling("work"))
          .build();
    }
    boolean bind = mount.options().contains("bind") || mount.options().contains("rbind");
    Path source = Path.of(mount.source().orElse("none"));
    boolean ofTheKernel = source.startsWith("/proc") || source.startsWith("/sys");
    if (!bind || ofTheKernel || source.startsWith("/dev") && Files.exists(source)) {
      return mount;
    }
    boolean file =
        mount
            .destination()
            .matches(
                "/etc/(hosts|hostname|resolv.conf|localtime|timezone).*|.*\\.containerenv|/dev/(?!shm|mqueue|pts).*"
                    + "|.*(init|catatonit|secrets/.+|\\.json|sock)");
    return mount.toBuilder()
        .source((file ? bundle.emptyFile() : bundle.emptyFolder()).toString())
        .build();
  }
}
