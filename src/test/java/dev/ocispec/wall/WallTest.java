package dev.ocispec.wall;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.ocispec.LibraryClasses;
import dev.ocispec.json.OciModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the library shows its users, and what it keeps to itself. */
@Tag("unit")
class WallTest {
  private static final Set<String> EXPORTED = exported();

  @Test
  void theModuleExportsAllPackagesButTheInternalOnes() {
    Set<String> others =
        LibraryClasses.LIBRARY_ONLY.stream()
            .filter(type -> !type.getName().equals("module-info"))
            .map(JavaClass::getPackageName)
            .filter(name -> !name.endsWith(".internal"))
            // The root has nothing but the style of the generated values.
            .filter(name -> !name.equals("dev.ocispec"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(EXPORTED).isEqualTo(others);
  }

  @Test
  void aTypeIsPublicOnlyWhereItIsExportedOrInAnInternalPackage() {
    assertThat(
            LibraryClasses.LIBRARY_ONLY.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !EXPORTED.contains(type.getPackageName()))
                .filter(type -> !type.getPackageName().endsWith(".internal"))
                .map(JavaClass::getName))
        .isEmpty();
  }

  @Test
  void noExportedSignatureNamesAnInternalTypeOrOneOfAnotherLibrary() {
    List<String> leaks =
        exportedTypes()
            .filter(type -> !type.isEquivalentTo(OciModule.class))
            .flatMap(type -> Signatures.of(type).stream())
            .filter(use -> isHidden(use.type()))
            .map(Signatures.Use::toString)
            .toList();

    assertThat(leaks).isEmpty();
  }

  @Test
  void theJacksonModuleShowsNothingOfJacksonsBesideWhatItExtends() {
    assertThat(Signatures.of(LibraryClasses.LIBRARY_ONLY.get(OciModule.class)))
        .filteredOn(use -> isHidden(use.type()))
        .extracting(Signatures.Use::type)
        .containsOnly("tools.jackson.databind.module.SimpleModule");
  }

  /** A wall with a hole of each kind, so that this test is known to see them. */
  @Test
  void everyKindOfLeakIsSeen() {
    assertThat(Signatures.of(LeakyFixture.imported()))
        .filteredOn(use -> isHidden(use.type()))
        .extracting(Signatures.Use::place)
        .extracting(place -> place.replaceFirst(".*(LeakyFixture|LeakyParent)\\.", ""))
        .contains(
            "supertype",
            "type parameter",
            "annotation",
            "field()",
            "returned()",
            "taken(java.util.Map)",
            "thrown()",
            "bound()",
            "annotated()",
            "parameter(java.lang.String)",
            "inherited()")
        .doesNotContain("hidden()");
  }

  static Stream<JavaClass> exportedTypes() {
    return LibraryClasses.LIBRARY_ONLY.stream()
        .filter(type -> EXPORTED.contains(type.getPackageName()))
        .filter(Signatures::isVisible);
  }

  static boolean isHidden(String type) {
    boolean ours = type.startsWith("dev.ocispec.");
    return ours
        ? type.substring(0, type.lastIndexOf('.')).endsWith(".internal")
        : !type.startsWith("java.") && !type.startsWith("org.jspecify.");
  }

  private static Set<String> exported() {
    try {
      return Pattern.compile("(?m)^ *exports ([a-z.]+);")
          .matcher(Files.readString(Path.of("src/main/java/module-info.java")))
          .results()
          .map(line -> line.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
