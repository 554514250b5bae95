package dev.ocispec;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page about dependencies says what the build file and the code say. */
@Tag("unit")
class DependenciesPageTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([^`:]+:[^`]+)` \\| (\\S+) \\| (.+) \\|$");
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>(.*?)"
              + "</dependency>",
          Pattern.DOTALL);

  private static Map<String, MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(Path.of("docs/dependencies.md")))
        .results()
        .collect(Collectors.toMap(row -> row.group(1), row -> row, (a, b) -> a, TreeMap::new));
  }

  private static String pom() throws IOException {
    return Files.readString(Path.of("pom.xml"));
  }

  @Test
  void theTableListsWhatUsersGet() throws IOException {
    String pom = pom();
    String all = pom.substring(pom.indexOf("</dependencyManagement>"), pom.indexOf("<build>"));
    Set<String> delivered =
        DEPENDENCY
            .matcher(all)
            .results()
            .filter(d -> !d.group(3).matches("(?s).*(<scope>|<optional>).*"))
            .map(d -> d.group(1) + ":" + d.group(2))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(rows().keySet()).isEqualTo(delivered);
  }

  @Test
  void theVersionsAreThoseOfTheBuildFile() throws IOException {
    Set<String> versions =
        Pattern.compile("<[a-z0-9.-]+\\.version>([^<]+)</")
            .matcher(pom())
            .results()
            .map(version -> version.group(1))
            .collect(Collectors.toSet());

    assertThat(rows().values())
        .allSatisfy(row -> assertThat(versions).as(row.group(1)).contains(row.group(2)));
  }

  @Test
  void theRowOfSlf4jNamesThoseWhoLogThroughIt() throws IOException {
    Set<String> users =
        LibraryClasses.LIBRARY_ONLY.stream()
            .filter(
                type ->
                    type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(d -> d.getTargetClass().getPackageName().startsWith("org.slf4j")))
            .map(JavaClass::getPackageName)
            .filter(room -> !room.equals("dev.ocispec.cli"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> named =
        Pattern.compile("`(dev\\.ocispec[a-z.]*)`")
            .matcher(rows().get("org.slf4j:slf4j-api").group(3))
            .results()
            .map(name -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(users).isNotEmpty().isEqualTo(named);
  }
}
