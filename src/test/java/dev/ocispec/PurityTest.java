package dev.ocispec;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.report.internal.QuietLogging;
import dev.ocispec.request.BuildRequestJson;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Specifications are made of what the caller gives, and of nothing else: no file, process, clock,
 * setting or chance.
 */
@Tag("unit")
class PurityTest {
  /** Types that touch the world with whatever is called on them, and packages of such types. */
  private static final Set<String> IMPURE_TYPES =
      Set.of(
          "java.io.File",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.RandomAccessFile",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.ProcessHandle",
          "java.lang.Runtime",
          "java.lang.Thread",
          "java.net",
          "java.nio.channels",
          "java.nio.file.FileSystem",
          "java.nio.file.FileSystems",
          "java.nio.file.Files",
          "java.security.SecureRandom",
          "java.time.Clock",
          "java.util.Random",
          "java.util.UUID",
          "java.util.concurrent.ThreadLocalRandom");

  /** Single methods of types that are harmless otherwise. */
  private static final Map<String, Set<String>> IMPURE_METHODS =
      Map.of(
          "java.lang.System",
          Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty", "getProperties"),
          "java.nio.file.Path",
          Set.of("toRealPath", "toAbsolutePath", "toFile", "toUri", "register"),
          "java.time.Instant",
          Set.of("now"),
          "java.time.LocalDateTime",
          Set.of("now"),
          "java.time.ZonedDateTime",
          Set.of("now"));

  /** The one method of these rooms that looks at the host, as its name says. */
  private static final String ASKS_FOR_THE_CALLER = "IdMappings.ofCaller -> ";

  private static boolean isImpure(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    if (owner.equals("java.net.URL") && access.getName().equals("getPath")
        || owner.equals("java.net.URI")) {
      return false; // The text of an address; nothing is opened.
    }
    if (access.getName().equals("toUri")
        && access.getOriginOwner().isEquivalentTo(PathBytes.class)) {
      return false; // Looks whether to end with a slash, which is taken away again.
    }
    return IMPURE_TYPES.contains(owner)
        || IMPURE_TYPES.contains(access.getTargetOwner().getPackageName())
        || IMPURE_METHODS.getOrDefault(owner, Set.of()).contains(access.getName());
  }

  private static Collection<JavaClass> room(String name) {
    return LibraryClasses.ALL.stream()
        .filter(type -> type.getPackageName().matches("dev\\.ocispec\\." + name + "(\\..*)?"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "schema", "spec", "features", "state", "version", "sandbox"})
  void nothingThatARoomCallsTouchesTheWorld(String room) {
    // It looks at how logging was set up, before anything is logged.
    List<JavaClass> types =
        room(room).stream().filter(type -> !type.isEquivalentTo(QuietLogging.class)).toList();

    assertThat(types).isNotEmpty();
    assertThat(ReachableCalls.from(types, PurityTest::isImpure)).isEmpty();
  }

  /** A root filesystem, in which accounts are looked up, a device, and the processor's name. */
  @Test
  void aPresetLooksAtNothingButWhatItsCallerNames() {
    Set<String> lookups =
        Set.of(
            "dev.ocispec.image.RootAccounts",
            "dev.ocispec.image.SmallFile",
            "dev.ocispec.rule.internal.RootWalk",
            "dev.ocispec.rule.internal.UnixFile",
            "dev.ocispec.preset.DeviceOptions",
            "dev.ocispec.preset.EngineSteps");

    assertThat(
            ReachableCalls.from(
                room("preset"),
                access -> isImpure(access) && !lookups.contains(access.getOriginOwner().getName())))
        .filteredOn(way -> !way.startsWith(ASKS_FOR_THE_CALLER))
        .isEmpty();
  }

  /** The reader of a request's file is the only one that goes to it. */
  @Test
  void aRequestIsMadeAndCheckedWithoutTouchingTheWorld() {
    List<JavaClass> withoutReader =
        room("request").stream()
            .filter(type -> !type.isEquivalentTo(BuildRequestJson.class))
            .toList();

    assertThat(ReachableCalls.from(withoutReader, PurityTest::isImpure)).isEmpty();
  }

  @Test
  void theSearchFindsWhatIsFarAway() {
    List<JavaClass> facts = List.of(LibraryClasses.ALL.get(HostFacts.class));

    assertThat(ReachableCalls.from(facts, PurityTest::isImpure))
        .as("detection reads files")
        .anyMatch(way -> way.startsWith("HostFacts.detect -> ") && way.contains("Files."));
  }
}
