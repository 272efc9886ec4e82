using System.Runtime.InteropServices;

namespace Bourse.Bots;

/// <summary>A command as the bytes that it is.</summary>
internal static class CommandBytes
{
    public static ReadOnlySpan<byte> Of<T>(in T command)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in command));
}
