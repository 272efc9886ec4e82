using System.Runtime.CompilerServices;

// What a method does not set it does not read: the compiler need not clear it at each call.
[module: SkipLocalsInit]
