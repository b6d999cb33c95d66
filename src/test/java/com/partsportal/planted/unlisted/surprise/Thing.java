package com.partsportal.planted.unlisted.surprise;

class Thing {}
