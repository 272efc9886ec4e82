using System.Runtime.CompilerServices;

namespace Bourse.Exchange;

/// <summary>
/// Copies the fields of a record one after another, so that one list of them serves both ways: <see cref="FieldWriter"/>
/// into a snapshot, <see cref="FieldReader"/> out of one.
/// </summary>
internal interface IFields
{
    /// <summary>A field of fixed size, little-endian, without padding.</summary>
    public void Copy<T>(ref T field, [CallerArgumentExpression(nameof(field))] string name = "")
        where T : unmanaged;

    /// <summary>A field that names another record. In memory it is that one's place, in a snapshot its number.</summary>
    public void CopyNumber(
        ref int field, Numbered of, [CallerArgumentExpression(nameof(field))] string name = "");
}
