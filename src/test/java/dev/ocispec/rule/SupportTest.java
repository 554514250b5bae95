package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.features.Features;
import dev.ocispec.json.Json;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SupportTest {
  private static final Spec MOUNTING =
      spec("'mounts':[{'destination':'/d','options':['rro','size=1m','rro','nosuid']}]");

  private static Spec spec(String members) {
    return Json.read("{\"ociVersion\":\"1.0.0\"," + members.replace('\'', '"') + "}", Spec.class);
  }

  private static Features features(String... members) {
    return Json.read(
        "{\"ociVersionMin\":\"1.0.0\",\"ociVersionMax\":\"1.2.0\""
            + String.join("", Arrays.stream(members).map(m -> "," + m.replace('\'', '"')).toList())
            + "}",
        Features.class);
  }

  private static List<String> lines(Spec spec, Features features) {
    return Support.of(spec, features).findings().stream().map(Finding::toLine).toList();
  }

  @Test
  void aMissingNameIsReportedWhereItIsUsedFirst() {
    Support support = Support.of(MOUNTING, features("'mountOptions':['nosuid']"));
    assertThat(support.isSupported()).isFalse();
    assertThat(support.toText())
        .isEqualTo(
            "not supported: the runtime lacks 1 thing\n"
                + "/mounts/0/options/0: the runtime does not support the mount option \"rro\", used"
                + " in 2 places [support-mount-option] (must)");
    assertThat(support.findings().get(0).specification())
        .hasValue("features.md#featuresMountOptions");
  }

  @Test
  void anEmptyListIsNotAnUnknownOne() {
    assertThat(lines(MOUNTING, features("'mountOptions':[]"))).hasSize(2);
    assertThat(lines(MOUNTING, features("'mountOptions':null")))
        .isEqualTo(lines(MOUNTING, features()))
        .containsExactly(
            "/mounts: the runtime does not say which mount options it supports"
                + " [support-mount-option] (info)");
    assertThat(Support.of(MOUNTING, features()).isSupported()).isTrue();
  }

  @Test
  void whatBuildersMakeIsComparedLikeWhatWasRead() {
    Spec spec =
        Spec.builder()
            .ociVersion("1.0.0")
            .linux(l -> l.addNamespace(n -> n.type(LinuxNamespaceType.of("quantum"))))
            .build();
    Features features =
        Features.builder()
            .ociVersionMin("1.0.0")
            .ociVersionMax("1.2.0")
            .linux(l -> l.namespaces(LinuxNamespaceType.PID))
            .build();
    assertThat(lines(spec, features))
        .containsExactly(
            "/linux/namespaces/0/type: the runtime does not support the namespace \"quantum\""
                + " [support-namespace] (must)");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0.0, true",
    "1.2.0, true",
    "1.2.0-rc.1, true",
    "1.2.0-dev, true",
    "1.2.0+vendor, true",
    "1.2.1, false",
    "2.0.0, false",
    "1.0.0-rc.5, false",
    "0.9.0, false",
    "1.10.0, false",
    "latest, true",
    "1.0, true",
  })
  void aDeclaredVersionMustBeInTheRange(String version, boolean fits) {
    Support support =
        Support.of(spec("'hostname':'a'").toBuilder().ociVersion(version).build(), features());
    assertThat(support.isSupported()).as(support.toText()).isEqualTo(fits);
  }

  @Test
  void theAdviceForAVersionThatIsTooHighFitsWhatIsUsed() {
    Spec plain = spec("'hostname':'a'").toBuilder().ociVersion("1.3.0").build();
    assertThat(lines(plain, features()))
        .containsExactly(
            "/ociVersion: the runtime accepts versions up to \"1.2.0\", found \"1.3.0\"; declare"
                + " \"1.0.0\", which defines all that the configuration uses [support-oci-version]"
                + " (must)");
    Spec modern = spec("'linux':{'netDevices':{'a':{}}}").toBuilder().ociVersion("1.3.0").build();
    assertThat(lines(modern, features()).get(0))
        .contains("; the configuration uses what only 1.3.0 defines; downgrade rewrites it");
  }

  @Test
  void developmentVersionsOfTheSpecificationTakeWhatTheirReleaseTakes() {
    Features old = features().toBuilder().ociVersionMax("1.0.2-dev").build();
    assertThat(Support.of(spec("'hostname':'a'").toBuilder().ociVersion("1.0.2").build(), old))
        .hasToString("supported");
  }

  @Test
  void aRangeThatIsNoneIsUnknown() {
    Features odd = features().toBuilder().ociVersionMax("new").build();
    assertThat(lines(spec("'hostname':'a'"), odd))
        .containsExactly(
            "/ociVersion: the runtime does not say which versions of the specification it accepts"
                + " [support-oci-version] (info)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'idmap'|'mountOptions':['idmap']|",
        "'idmap'|'mountOptions':[]|must support-mount-option /mounts/0/options/0",
        "'ridmap'|'mountOptions':['idmap']|must support-mount-option /mounts/0/options/0",
        "'idmap'|'mountOptions':[],'linux':{'mountExtensions':{'idmap':{'enabled':true}}}|",
        "'idmap'|'linux':{'mountExtensions':{'idmap':{'enabled':false}}}"
            + "|must support-id-mapped-mount /mounts/0/options/0",
        "'idmap'|'linux':{}|info support-id-mapped-mount /mounts/0/options/0",
      })
  void optionsOfIdMappedMountsGoByTheExtensionOrTheList(
      String option, String feature, String expected) {
    Spec spec = spec("'mounts':[{'destination':'/d','options':[" + option + "]}]");
    assertThat(words(spec, features(feature))).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'cgroupsPath':'/box'|'v1':false,'v2':false|must support-cgroup /linux/cgroupsPath",
        "'cgroupsPath':'/box'|'v1':false|info support-cgroup /linux/cgroupsPath",
        "'cgroupsPath':'/box'|'v2':true|",
        "'resources':{}|'v1':false,'v2':false|",
        "'cgroupsPath':'user.slice:a:b'|'v2':true,'systemd':true,'systemdUser':false"
            + "|must support-cgroup-systemd-user /linux/cgroupsPath",
        "'cgroupsPath':'a.slice:a:b'|'v2':true,'systemd':false,'systemdUser':true"
            + "|must support-cgroup-systemd /linux/cgroupsPath",
        "'cgroupsPath':'/a:b:c'|'v2':true,'systemd':false|",
        "'resources':{'memory':{'disableOOMKiller':true}}|'v1':false,'v2':true"
            + "|must support-cgroup-v1 /linux/resources/memory/disableOOMKiller",
        "'resources':{'memory':{'disableOOMKiller':false}}|'v1':false,'v2':true|",
        "'resources':{'cpu':{'realtimePeriod':0}}|'v1':false,'v2':true|",
        "'resources':{'unified':{'memory.high':'1'}}|'v1':true,'v2':false"
            + "|must support-cgroup-v2 /linux/resources/unified",
      })
  void controlGroupsAreNeededForWhatTheConfigurationSets(
      String linux, String cgroup, String expected) {
    Spec spec = spec("'linux':{" + linux + "}");
    assertThat(words(spec, features("'linux':{'cgroup':{" + cgroup + "}}")))
        .isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'knownFlags':['F'],'supportedFlags':['F']|",
        "'knownFlags':['F'],'supportedFlags':[]|the runtime does not support the seccomp flag"
            + " \"F\" with this kernel and libseccomp",
        "'knownFlags':[],'supportedFlags':[]|the runtime does not support the seccomp flag \"F\"",
        "'knownFlags':['F']|the runtime does not say which seccomp flags work with this kernel and"
            + " libseccomp",
        "'supportedFlags':['F']|",
        "'archs':[]|the runtime does not say which seccomp flags it supports",
      })
  void flagsMustBeKnownAndMustWork(String seccomp, String expected) {
    Spec spec = spec("'linux':{'seccomp':{'defaultAction':'A','flags':['F']}}");
    Support support =
        Support.of(
            spec, features("'linux':{'seccomp':{'enabled':true,'actions':['A']," + seccomp + "}}"));
    assertThat(support.findings().stream().map(Finding::message).toList())
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  private static String words(Spec spec, Features features) {
    return String.join(
        ",",
        Support.of(spec, features).findings().stream()
            .map(f -> f.level().text() + " " + f.rule() + " " + f.pointer())
            .toList());
  }

  @Test
  void annotationsThatChangeTheRuntimeAreWorthKnowingAndNoLack() {
    Support support =
        Support.of(
            spec("'annotations':{'run.oci.a':'1','run.oci':'1','bundle':'1','bundle.b':'1'}"),
            features("'potentiallyUnsafeConfigAnnotations':['run.oci.','bundle']"));
    assertThat(support.isSupported()).isTrue();
    assertThat(support.findings())
        .allMatch(f -> f.level() == Level.INFO && f.rule().equals("support-unsafe-annotation"))
        .extracting(Finding::pointer)
        .containsExactly("/annotations/run.oci.a", "/annotations/bundle");
  }

  @Test
  void findingsInATextHaveTheirPlaces() {
    String text =
        "{\"ociVersion\": \"1.0.0\",\n \"hooks\": {\"poststop\": [{\"path\": \"/a\"}]},\n"
            + " \"mounts\": [{\"destination\": \"/a\",\n   \"options\": [\"rro\"]}]}";
    JsonDocument document =
        JsonDocument.of(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
    Support support = Support.of(document, features("'hooks':[]", "'mountOptions':[]"));
    assertThat(support.toText())
        .isEqualTo(
            "not supported: the runtime lacks 2 things\n"
                + "2:24: /hooks/poststop: the runtime does not support the hook \"poststop\""
                + " [support-hook] (must)\n"
                + "4:16: /mounts/0/options/0: the runtime does not support the mount option"
                + " \"rro\" [support-mount-option] (must)");
    assertThat(support.report().isValid()).isFalse();
    assertThat(support.report().engine()).isEqualTo("support");
  }

  @Test
  void textThatIsNoConfigurationIsRefused() {
    JsonDocument document =
        JsonDocument.of("{\"mounts\":7}".getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
    assertThatThrownBy(() -> Support.of(document, features()))
        .isInstanceOf(UnreadableDocumentException.class)
        .hasMessageContaining("/mounts");
  }
}
