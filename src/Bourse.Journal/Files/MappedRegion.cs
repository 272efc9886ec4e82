using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Bourse.Journal;

/// <summary>A mapped file, or memory laid out like one. Whoever opened it disposes it, once nobody reads it.</summary>
public sealed unsafe class MappedRegion : IDisposable
{
    private readonly SafeMemoryMappedViewHandle? _view;
    private void* _memory;

    private MappedRegion(string path, int bytes, SafeFileHandle? file, SafeMemoryMappedViewHandle? view, byte* start)
    {
        Path = path;
        Bytes = bytes;
        File = file;
        _view = view;
        Start = start;
        _memory = view is null ? start : null;
    }

    ~MappedRegion() => Release();

    /// <summary>The file's present name; empty for memory.</summary>
    public string Path { get; internal set; }

    public int Bytes { get; }

    /// <summary>The content. Valid until the region is disposed.</summary>
    public Span<byte> Content => new(Start, Bytes);

    /// <summary>The open file; null for memory.</summary>
    public SafeFileHandle? File { get; }

    internal byte* Start { get; private set; }

    /// <summary>Maps a file that has at least this many bytes, and takes its handle over.</summary>
    public static MappedRegion Map(string path, SafeFileHandle file, int bytes, bool isWritable)
    {
        var access = isWritable ? MemoryMappedFileAccess.ReadWrite : MemoryMappedFileAccess.Read;
        using var mapping = MemoryMappedFile.CreateFromFile(
            file, null, bytes, access, HandleInheritability.None, leaveOpen: true);
        // The accessor is not disposed: that would sync the file. Its view handle unmaps, and nothing else.
        var view = mapping.CreateViewAccessor(0, bytes, access).SafeMemoryMappedViewHandle;
        byte* start = null;
        view.AcquirePointer(ref start);
        return new MappedRegion(path, bytes, file, view, start);
    }

    /// <summary>Memory of the caller's that stands for a file of that name, and stays when the region goes.</summary>
    internal static MappedRegion Over(string path, byte* start, int bytes) => new(path, bytes, null, null, start)
    {
        _memory = null,
    };

    /// <summary>Memory of zeros that belongs to no file.</summary>
    internal static MappedRegion InMemory(int bytes) =>
        new("", bytes, null, null, (byte*)NativeMemory.AllocZeroed((nuint)bytes));

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (Start == null)
            return;
        Start = null;
        _view?.ReleasePointer();
        _view?.Dispose();
        File?.Dispose();
        NativeMemory.Free(_memory);
        _memory = null;
    }
}
