package dev.ocispec.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.cdispec.CdiSpec;
import dev.ocispec.json.Json;
import dev.ocispec.report.Finding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are judged by the specification, in the version that they name. */
@Tag("unit")
class CdiSpecCheckTest {
  private static CdiSpec spec(String json) {
    return Json.read(json.replace('\'', '"'), CdiSpec.class);
  }

  private static CdiSpec changing(String version, String edits) {
    return spec(CdiFolder.file(version, "gpu", edits));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.3.0", "0.4.0", "0.5.0", "0.6.0", "0.7.0", "0.8.0", "1.0.0", "1.1.0"})
  void everyReleaseIsRead(String version) {
    assertThat(Cdi.validate(changing(version, "'env':['A=b']")).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.2.0", "0.3", "v0.6.0", "1.2.0", ""})
  void otherVersionsAreRefused(String version) {
    assertThat(Cdi.validate(changing(version, "'env':['A=b']")).findings())
        .containsExactly(
            Finding.must(
                "cdi-version",
                "/cdiVersion",
                "expected one of 0.3.0, 0.4.0, 0.5.0, 0.6.0, 0.7.0, 0.8.0, 1.0.0, 1.1.0, found \""
                    + version
                    + "\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "0.3.0 | 0.4.0 | 'mounts':[{'hostPath':'/a','containerPath':'/a','type':'none'}] |"
            + " mounts/0/type",
        "0.4.0 | 0.5.0 | 'deviceNodes':[{'path':'/dev/a','hostPath':'/dev/b'}] |"
            + " deviceNodes/0/hostPath",
        "0.6.0 | 0.7.0 | 'additionalGids':[5] | additionalGids",
        "0.6.0 | 0.7.0 | 'intelRdt':{'closID':'a'} | intelRdt",
        "1.0.0 | 1.1.0 | 'intelRdt':{'schemata':['L3:0=f']} | intelRdt/schemata",
        "1.0.0 | 1.1.0 | 'intelRdt':{'enableMonitoring':true} | intelRdt/enableMonitoring",
        "1.0.0 | 1.1.0 | 'netDevices':[{'hostInterfaceName':'a','name':'b'}] | netDevices",
      })
  void aMemberNeedsTheReleaseThatBroughtIt(
      String before, String since, String edits, String pointer) {
    assertThat(Cdi.minimumVersion(changing(before, edits))).isEqualTo(since);
    assertThat(Cdi.validate(changing(since, edits)).findings()).isEmpty();
    assertThat(Cdi.validate(changing(before, edits)).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.pointer()).isEqualTo("/devices/0/containerEdits/" + pointer);
              assertThat(finding.message())
                  .endsWith(" came with CDI " + since + ", the file says " + before);
              assertThat(finding.suggestion()).contains("set cdiVersion to " + since);
            });
  }

  @Test
  void annotationsDotsInTheClassAndDigitsAtTheBeginningOfNamesNeedReleases() {
    String file = "{'cdiVersion':'0.3.0','kind':'%s','devices':[{'name':'%s'%s}]%s}";

    assertThat(Cdi.minimumVersion(spec(file.formatted("v.com/gpu", "0", "", ""))))
        .isEqualTo("0.5.0");
    assertThat(Cdi.minimumVersion(spec(file.formatted("v.com/gpu.x", "a", "", ""))))
        .isEqualTo("0.6.0");
    String annotations = ",'annotations':{'a':'b'}";
    assertThat(Cdi.minimumVersion(spec(file.formatted("v.com/gpu", "a", annotations, ""))))
        .isEqualTo("0.6.0");
    assertThat(Cdi.minimumVersion(spec(file.formatted("v.com/gpu", "a", "", annotations))))
        .isEqualTo("0.6.0");
    assertThat(Cdi.minimumVersion(spec(file.formatted("v.com/gpu", "a", "", ""))))
        .isEqualTo("0.3.0");
  }

  @Test
  void whatANewerReleaseDroppedIsRefusedFromThereOn() {
    String edits = "'intelRdt':{'enableCMT':true}";

    assertThat(Cdi.validate(changing("1.0.0", edits)).findings()).isEmpty();
    assertThat(Cdi.validate(changing("1.1.0", edits)).findings())
        .extracting(Finding::toLine)
        .containsExactly(
            "/devices/0/containerEdits/intelRdt/enableCMT: CDI 1.0.0 was the last to have this, the"
                + " file says 1.1.0; use enableMonitoring [cdi-version] (must)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'env':['A'] | env/0: expected NAME=value, found \"A\" [cdi-env]",
        "'env':['=b'] | env/0: expected NAME=value, found \"=b\" [cdi-env]",
        "'deviceNodes':[{'path':''}] | deviceNodes/0/path: expected some text, found \"\""
            + " [cdi-empty]",
        "'deviceNodes':[{'path':'/a','type':'x'}] | deviceNodes/0/type: expected c, u, b or p,"
            + " found \"x\" [cdi-device-node]",
        "'deviceNodes':[{'path':'/a','permissions':'rx'}] | deviceNodes/0/permissions: expected"
            + " letters of r, w and m, found \"rx\" [cdi-device-node]",
        "'mounts':[{'hostPath':'','containerPath':'/a'}] | mounts/0/hostPath: expected some text,"
            + " found \"\" [cdi-empty]",
        "'hooks':[{'hookName':'start','path':'/a'}] | hooks/0/hookName: expected one of prestart,"
            + " createRuntime, createContainer, startContainer, poststart, poststop, found"
            + " \"start\" [cdi-hook]",
        "'hooks':[{'hookName':'poststop','path':'a'}] | hooks/0/path: expected an absolute path,"
            + " found \"a\" [cdi-hook]",
        "'hooks':[{'hookName':'poststop','path':'/a','env':['B']}] | hooks/0/env/0: expected"
            + " NAME=value, found \"B\" [cdi-env]",
        "'intelRdt':{'closID':'../a'} | intelRdt/closID: expected the name of a folder, found"
            + " \"../a\" [cdi-intel-rdt]",
        "'netDevices':[{'hostInterfaceName':'a','name':'b'},{'hostInterfaceName':'a','name':'c'}] |"
            + " netDevices/1/hostInterfaceName: expected each interface once, found \"a\""
            + " [cdi-net-device]",
        "'deviceNode':[] | deviceNode: the specification has no member \"deviceNode\" [cdi-member]",
      })
  void whatTheSpecificationDoesNotAllowIsFoundAtItsPlace(String edits, String line) {
    assertThat(Cdi.validate(changing("1.1.0", edits)).findings())
        .extracting(Finding::toLine)
        .containsExactly("/devices/0/containerEdits/" + line + " (must)");
  }

  @Test
  void aFileNeedsDevicesWithNamesOfTheirOwn() {
    assertThat(
            Cdi.validate(
                    spec(
                        "{'cdiVersion':'0.5.0','kind':'gpu','devices':[{'name':'a'},{'name':'a'},"
                            + "{'name':'-'}],'x':1}"))
                .findings())
        .extracting(Finding::toLine)
        .containsExactly(
            "/x: the specification has no member \"x\" [cdi-member] (must)",
            "/kind: expected vendor/class, found \"gpu\": there is no \"/\" between vendor and"
                + " class [cdi-name] (must)",
            "/devices/1/name: expected each name once, found \"a\" again [cdi-devices] (must)",
            "/devices/2/name: found \"-\": the name must be letters and digits, with _, -, . and :"
                + " only between them [cdi-name] (must)");
    assertThat(
            Cdi.validate(spec("{'cdiVersion':'0.5.0','kind':'v.com/gpu','devices':[]}")).findings())
        .extracting(Finding::message)
        .containsExactly("expected at least one device, found none");
  }

  @Test
  void aFileThatABuilderMadeIsJudgedLikeOneThatWasRead() {
    CdiSpec spec =
        CdiSpec.builder()
            .cdiVersion("0.6.0")
            .kind("vendor.com/gpu")
            .addDevice(device -> device.name("0").containerEdits(edits -> edits.addEnv("GPU=0")))
            .build();

    assertThat(Cdi.validate(spec).findings()).isEmpty();
    assertThat(Json.read(Json.toBytes(spec), CdiSpec.class)).isEqualTo(spec);
  }
}
