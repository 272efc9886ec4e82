using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bourse.Journal;

namespace Bourse.Tests.Exchange;

/// <summary>A file of the simulated disk: what processes see of it, and what the disk itself has.</summary>
internal sealed class SimulatedFile
{
    private const int SectorBytes = 512;

    private readonly byte[] _content;
    private byte[] _durable;

    /// <param name="content">All of it on disk.</param>
    public SimulatedFile(ReadOnlySpan<byte> content)
    {
        _content = GC.AllocateUninitializedArray<byte>(content.Length, pinned: true);
        content.CopyTo(_content);
        _durable = _content;
    }

    public ReadOnlySpan<byte> Content => _content;

    public unsafe MappedRegion Map(string path, bool isWritable)
    {
        if (isWritable && _durable == _content)
            _durable = (byte[])_content.Clone();
        return MappedRegion.Over(path, (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_content)), _content.Length);
    }

    public void Sync()
    {
        if (_durable != _content)
            _content.CopyTo(_durable, 0);
    }

    /// <summary>What a power cut may leave: of each sector the old content or the new.</summary>
    public byte[] CutPower(double survives, Random random)
    {
        var left = (byte[])_durable.Clone();
        for (var at = 0; at < left.Length; at += SectorBytes)
        {
            var bytes = Math.Min(SectorBytes, left.Length - at);
            var present = _content.AsSpan(at, bytes);
            if (!present.SequenceEqual(left.AsSpan(at, bytes)) && random.NextDouble() < survives)
                present.CopyTo(left.AsSpan(at));
        }

        return left;
    }
}
