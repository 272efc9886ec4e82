namespace Bourse.Gateway.Limits;

/// <summary>What is limited apart: a flood of one kind leaves room for the others.</summary>
internal enum RateClass
{
    /// <summary>All requests of an address together.</summary>
    Address,
    Market,
    Read,
    Trade,
    Admin,

    /// <summary>Whatever looks at passwords.</summary>
    Authentication,
}
