import LabelStore
import Testing

@Suite struct MountTableTests {
  private let table = MountTable(
    mountInfo: """
      27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
      31 27 0:40 / /home rw,relatime shared:7 master:2 - nfs4 server:/home rw
      32 31 0:41 / /home/ann/local\\040disk rw - ext4 /dev/vdb rw
      33 27 0:42 / /mnt/birds rw - fuse.sshfs ann@far:/ rw
      34 27 0:43 / /mnt/birds rw - cifs //nas/birds rw
      a line that is none
      """)

  @Test(arguments: [
    ("/", "ext4"), ("/tmp/x", "ext4"), ("/home", "nfs4"), ("/home/bob", "nfs4"),
    ("/homework", "ext4"), ("/home/ann/local disk/a", "ext4"), ("/mnt/birds/x", "cifs"),
  ])
  func theInnermostAndLatestMountCounts(path: String, kind: String) {
    #expect(table.kind(of: path) == kind)
  }

  @Test(arguments: ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.rclone"])
  func otherComputersAreKnown(kind: String) {
    #expect(MountTable.isNetwork(kind))
  }

  @Test(arguments: ["ext4", "btrfs", "xfs", "overlay", "tmpfs", "fuseblk", "apfs", "zfs"])
  func disksOfThisComputerAreNone(kind: String) {
    #expect(!MountTable.isNetwork(kind))
  }
}
