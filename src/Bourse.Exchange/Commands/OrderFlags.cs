namespace Bourse.Exchange;

/// <summary>Conditions of an order that are on or off.</summary>
[Flags]
public enum OrderFlags : byte
{
    None = 0,

    /// <summary>Refused instead of taking.</summary>
    PostOnly = 1,

    /// <summary>Brings its account's position in the instrument towards zero and no further.</summary>
    ReduceOnly = 2,
}
