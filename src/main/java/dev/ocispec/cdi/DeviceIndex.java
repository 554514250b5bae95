package dev.ocispec.cdi;

import dev.ocispec.cdispec.CdiDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which file describes a device: the one in the folder of the highest precedence. */
final class DeviceIndex {
  /** A device and the file that it is from. */
  record Entry(CdiFile file, CdiDevice device) {}

  private final Map<CdiDeviceName, List<Entry>> entries = new TreeMap<>();

  DeviceIndex(List<CdiFile> files) {
    for (CdiFile file : files) {
      String kind = file.spec().kind();
      for (CdiDevice device : file.spec().devices()) {
        add(CdiDeviceName.parse(kind + "=" + device.name()), new Entry(file, device));
      }
    }
  }

  /** Files come in the order of rising precedence. */
  private void add(CdiDeviceName name, Entry entry) {
    List<Entry> known = entries.computeIfAbsent(name, unused -> new ArrayList<>());
    if (!known.isEmpty() && known.get(0).file().priority() < entry.file().priority()) {
      known.clear();
    }
    known.add(entry);
  }

  /** The devices that one file describes. */
  List<CdiDeviceName> names() {
    return entries.keySet().stream().filter(name -> conflict(name).isEmpty()).toList();
  }

  Optional<Entry> entry(CdiDeviceName name) {
    return Optional.ofNullable(entries.get(name)).map(known -> known.get(0));
  }

  Optional<CdiConflictException> conflict(CdiDeviceName name) {
    return Optional.ofNullable(entries.get(name))
        .filter(known -> known.size() > 1)
        .map(
            known ->
                new CdiConflictException(
                    name, known.stream().map(entry -> entry.file().path()).toList()));
  }

  List<CdiConflictException> conflicts() {
    return entries.keySet().stream().flatMap(name -> conflict(name).stream()).toList();
  }
}
