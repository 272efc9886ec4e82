using System.Runtime.InteropServices;

namespace Bourse.Matching;

/// <summary>What an iceberg does not show, and whose it is.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = Nodes.NodeBytes)]
internal struct HiddenNode
{
    public long Hidden;

    /// <summary>Lots shown at a time.</summary>
    public long Display;
    private readonly long _link;
    private readonly int _level;
    public int Owner;
}
